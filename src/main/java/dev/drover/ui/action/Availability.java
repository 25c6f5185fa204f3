package dev.drover.ui.action;

/** Whether a command can be used right now. */
public sealed interface Availability {

    /** It can. */
    record Enabled() implements Availability {}

    /** It cannot; {@code reason} says why in a few words that follow a dash. */
    record Disabled(String reason) implements Availability {}

    default boolean isEnabled() {
        return this instanceof Enabled;
    }
}
