package dev.drover.supervisor.restart;

import java.time.Duration;

/** What happens after an exit that nobody asked for. */
public sealed interface RestartDecision {

    /** Why, in a sentence for the user. */
    String sentence();

    /** A new run begins at once. */
    record RestartNow(String sentence) implements RestartDecision {}

    /** A new run begins after {@code delay}. */
    record RestartAfter(Duration delay, String sentence) implements RestartDecision {}

    /** Too many short runs: the entry is given up until a user starts it. */
    record GiveUp(String sentence) implements RestartDecision {}

    /** It stays down, as its policy wants. */
    record StayDown(String sentence) implements RestartDecision {}
}
