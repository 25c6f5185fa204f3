package dev.drover.ui.messages;

import java.util.Locale;
import java.util.Set;

/**
 * Which messages are shown.
 *
 * @param processes ids; empty: all
 * @param direction one of both, or both
 * @param subject topic or type; empty: all
 * @param text to be found in subject or text, in any case; empty: all
 */
record MessageFilter(Set<Integer> processes, Direction direction, String subject, String text) {

    static final MessageFilter ALL = new MessageFilter(Set.of(), Direction.BOTH, "", "");

    /** Which way. */
    enum Direction {
        BOTH,
        TO_PROCESS,
        FROM_PROCESS
    }

    MessageFilter {
        processes = Set.copyOf(processes);
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    boolean shows(IpcMessage message) {
        return isOfThem(message)
                && (direction == Direction.BOTH
                        || message.sent() == (direction == Direction.TO_PROCESS))
                && (subject.isEmpty() || message.subject().equals(subject))
                && (text.isEmpty()
                        || message.subject().toLowerCase(Locale.ROOT).contains(text)
                        || message.text().toLowerCase(Locale.ROOT).contains(text));
    }

    /** Whether it is of the chosen processes, whatever else is asked for. */
    boolean isOfThem(IpcMessage message) {
        return processes.isEmpty() || processes.contains(message.processId());
    }
}
