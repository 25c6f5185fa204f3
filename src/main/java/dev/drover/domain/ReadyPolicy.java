package dev.drover.domain;

import java.time.Duration;

/**
 * When a started process counts as online (spec/pm2.md section 6.3).
 *
 * @param waitReady true: when it sends {@code "ready"} over IPC, else as soon as it runs
 * @param timeout after which a process that did not say ready counts as online all the same
 */
public record ReadyPolicy(boolean waitReady, Duration timeout) {

    public static final ReadyPolicy DEFAULT = new ReadyPolicy(false, Duration.ofMillis(3000));
}
