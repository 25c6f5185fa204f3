package dev.drover.supervisor.restart;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ExitWords;
import dev.drover.domain.RestartPolicy;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides what follows an exit that nobody asked for. Pure: it knows how long runs lasted, by a
 * monotonic clock, and never what time it is, so that a changed clock changes nothing and a limit
 * holds however long a loop takes. The numbers are PM2's (spec/pm2.md section 6.5), whose limit
 * holds only in an entry's first 16 seconds.
 *
 * <p>Where no delay was asked for, the first restart is at once, and each further failure in a row
 * makes the pause before the next one longer by two fifths, up to {@link #MAX_BACKOFF}. Runs that
 * were not short but failed before they lasted get {@link #PATIENCE} restarts at once first: a
 * service that somebody kills now and then is no crash loop, one that dies every two seconds is.
 */
public final class RestartDecider {

    /** The longest growing delay. */
    static final Duration MAX_BACKOFF = Duration.ofSeconds(15);

    /** A run this long makes the growing delay start anew. */
    static final Duration BACKOFF_RESET = Duration.ofSeconds(30);

    /** The first pause that nobody asked for: after the second failure in a row. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    /** A run this long was no part of a crash loop. */
    static final Duration LASTING = Duration.ofSeconds(10);

    /** So many failures in a row cost nothing, as long as none of those runs was short. */
    static final int PATIENCE = 6;

    private static final double BACKOFF_FACTOR = 1.5;

    /** The 15 pauses up to the default limit are 1.4 s: it is not reached later than by PM2. */
    private static final double PAUSE_FACTOR = 1.4;

    private RestartDecider() {}

    /**
     * One run that ended.
     *
     * @param status how
     * @param uptime how long it ran, by a clock that nobody can set
     */
    public record Exit(ExitStatus status, Duration uptime) {}

    /** The decision, and what to remember for the next one. */
    public record Verdict(RestartDecision decision, RestartHistory history) {}

    public static Verdict decide(RestartPolicy policy, RestartHistory history, Exit exit) {
        String how = ExitWords.of(exit.status());
        boolean isShort = exit.uptime().compareTo(policy.minUptime()) < 0;
        boolean lasted = !isShort && exit.uptime().compareTo(LASTING) >= 0;
        int shortRuns = (lasted ? 0 : history.shortRuns()) + (isShort ? 1 : 0);
        if (!policy.autorestart()) {
            return stayDown("Ended with " + how + "; automatic restart is off.", shortRuns);
        }
        if (exit.status() instanceof ExitStatus.Exited(int code)
                && policy.stopExitCodes().contains(code)) {
            return stayDown(
                    "Ended with " + how + ", which its stop exit codes list as a wanted end.",
                    shortRuns);
        }
        if (shortRuns >= policy.maxRestarts()) {
            return new Verdict(
                    new RestartDecision.GiveUp(
                            "Given up after %d %s shorter than %s; it ended with %s."
                                    .formatted(
                                            shortRuns,
                                            shortRuns == 1 ? "run" : "runs",
                                            words(policy.minUptime()),
                                            how)),
                    RestartHistory.EMPTY);
        }
        String reason = "Ended with " + how + counted(shortRuns, policy.maxRestarts());
        if (policy.backoff().isPresent()) {
            Duration delay = nextBackoff(policy.backoff().get(), history, exit.uptime());
            return new Verdict(
                    restartAfter(delay, reason),
                    new RestartHistory(shortRuns, 0, Optional.of(delay)));
        }
        if (!policy.delay().isZero()) {
            return new Verdict(
                    restartAfter(policy.delay(), reason),
                    new RestartHistory(shortRuns, 0, Optional.empty()));
        }
        boolean failed = isShort || !lasted && !exit.status().isSuccess();
        int failures = failed ? history.failures() + 1 : 0;
        return new Verdict(
                restartSoon(pause(isShort ? failures : failures - PATIENCE), reason),
                new RestartHistory(shortRuns, failures, Optional.empty()));
    }

    /** The run is counted all the same: PM2's clients show how many were short. */
    private static Verdict stayDown(String sentence, int shortRuns) {
        return new Verdict(
                new RestartDecision.StayDown(sentence),
                new RestartHistory(shortRuns, 0, Optional.empty()));
    }

    /** Before the next run, after so many failures in a row. */
    private static Duration pause(int failures) {
        if (failures < 2) {
            return Duration.ZERO;
        }
        double millis = FIRST_PAUSE.toMillis() * Math.pow(PAUSE_FACTOR, failures - 2);
        return Duration.ofMillis((long) Math.min(MAX_BACKOFF.toMillis(), millis));
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
                ? now(reason)
                : new RestartDecision.RestartAfter(delay, afterwards(delay, reason));
    }

    private static RestartDecision restartSoon(Duration delay, String reason) {
        return delay.isZero()
                ? now(reason)
                : new RestartDecision.RestartSoon(delay, afterwards(delay, reason));
    }

    private static RestartDecision now(String reason) {
        return new RestartDecision.RestartNow(reason + "; restarted at once.");
    }

    private static String afterwards(Duration delay, String reason) {
        return reason + "; restarts after " + words(delay) + ".";
    }

    private static String counted(int shortRuns, int limit) {
        return shortRuns == 0 ? "" : " (short run %d of %d)".formatted(shortRuns, limit);
    }

    private static String words(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
