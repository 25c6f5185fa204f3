package dev.drover.supervisor.restart;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ExitWords;
import dev.drover.domain.RestartPolicy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what follows an exit that nobody asked for. Pure: time comes in as a monotonic reading,
 * so that a changed wall clock changes nothing. The counts are PM2's (spec/pm2.md section 6.5), but
 * the window slides: {@code maxRestarts} short runs within {@code minUptime × maxRestarts} are too
 * many at any age of the entry.
 */
public final class RestartDecider {

    /** The longest growing delay. */
    static final Duration MAX_BACKOFF = Duration.ofSeconds(15);

    /** A run this long makes the growing delay start anew. */
    static final Duration BACKOFF_RESET = Duration.ofSeconds(30);

    private static final double BACKOFF_FACTOR = 1.5;

    private RestartDecider() {}

    /**
     * One run that ended.
     *
     * @param status how
     * @param uptime how long it ran
     * @param nanoTime when it ended, by {@link System#nanoTime()}
     */
    public record Exit(ExitStatus status, Duration uptime, long nanoTime) {}

    /** The decision, and what to remember for the next one. */
    public record Verdict(RestartDecision decision, RestartHistory history) {}

    public static Verdict decide(RestartPolicy policy, RestartHistory history, Exit exit) {
        String how = ExitWords.of(exit.status());
        List<Long> shortRuns = shortRuns(policy, history, exit);
        if (!policy.autorestart()) {
            return stayDown("Ended with " + how + "; automatic restart is off.", shortRuns);
        }
        if (exit.status() instanceof ExitStatus.Exited(int code)
                && policy.stopExitCodes().contains(code)) {
            return stayDown(
                    "Ended with " + how + ", which its stop exit codes list as a wanted end.",
                    shortRuns);
        }
        if (shortRuns.size() >= policy.maxRestarts()) {
            return new Verdict(
                    new RestartDecision.GiveUp(
                            "Given up after %d %s shorter than %s; it ended with %s."
                                    .formatted(
                                            shortRuns.size(),
                                            shortRuns.size() == 1 ? "run" : "runs",
                                            words(policy.minUptime()),
                                            how)),
                    RestartHistory.EMPTY);
        }
        String reason = "Ended with " + how + counted(shortRuns.size(), policy.maxRestarts());
        if (policy.backoff().isPresent()) {
            Duration delay = nextBackoff(policy.backoff().get(), history, exit.uptime());
            return new Verdict(
                    restartAfter(delay, reason), new RestartHistory(shortRuns, Optional.of(delay)));
        }
        return new Verdict(
                restartAfter(policy.delay(), reason),
                new RestartHistory(shortRuns, Optional.empty()));
    }

    /** The run is counted all the same: PM2's clients show how many were short. */
    private static Verdict stayDown(String sentence, List<Long> shortRuns) {
        return new Verdict(
                new RestartDecision.StayDown(sentence),
                new RestartHistory(shortRuns, Optional.empty()));
    }

    private static List<Long> shortRuns(RestartPolicy policy, RestartHistory history, Exit exit) {
        long window = policy.minUptime().multipliedBy(policy.maxRestarts()).toNanos();
        List<Long> kept = new ArrayList<>();
        for (long ended : history.shortRuns()) {
            if (exit.nanoTime() - ended < window) {
                kept.add(ended);
            }
        }
        if (exit.uptime().compareTo(policy.minUptime()) < 0) {
            kept.add(exit.nanoTime());
        }
        return kept;
    }

    private static Duration nextBackoff(Duration first, RestartHistory history, Duration uptime) {
        if (history.lastBackoff().isEmpty() || uptime.compareTo(BACKOFF_RESET) > 0) {
            return first;
        }
        double grown = history.lastBackoff().get().toMillis() * BACKOFF_FACTOR;
        return Duration.ofMillis((long) Math.floor(Math.min(MAX_BACKOFF.toMillis(), grown)));
    }

    private static RestartDecision restartAfter(Duration delay, String reason) {
        return delay.isZero()
                ? new RestartDecision.RestartNow(reason + "; restarted at once.")
                : new RestartDecision.RestartAfter(
                        delay, reason + "; restarts after " + words(delay) + ".");
    }

    private static String counted(int shortRuns, int limit) {
        return shortRuns == 0 ? "" : " (short run %d of %d)".formatted(shortRuns, limit);
    }

    private static String words(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
