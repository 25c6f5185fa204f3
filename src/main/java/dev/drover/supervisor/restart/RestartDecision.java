package dev.drover.supervisor.restart;

import java.time.Duration;

/** What happens after an exit that nobody asked for. */
public sealed interface RestartDecision {

    /** Why, in a sentence for the user. */
    String sentence();

    /** A new run begins at once. */
    record RestartNow(String sentence) implements RestartDecision {}

    /**
     * A new run begins after a pause that nobody asked for: a program that fails again and again
     * must not take the machine. PM2 has no word for it; its clients are told "launching" for as
     * long as the pause is not worth a word.
     */
    record RestartSoon(Duration delay, String sentence) implements RestartDecision {

        private static final Duration WORTH_A_WORD = Duration.ofSeconds(1);

        /** True when a user would wonder what the entry is waiting for. */
        public boolean isLong() {
            return delay.compareTo(WORTH_A_WORD) >= 0;
        }
    }

    /** A new run begins after {@code delay}, as its policy wants. */
    record RestartAfter(Duration delay, String sentence) implements RestartDecision {}

    /** Too many short runs: the entry is given up until a user starts it. */
    record GiveUp(String sentence) implements RestartDecision {}

    /** It stays down, as its policy wants. */
    record StayDown(String sentence) implements RestartDecision {}
}
