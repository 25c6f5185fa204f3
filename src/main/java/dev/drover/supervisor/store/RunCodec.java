package dev.drover.supervisor.store;

import dev.drover.domain.RunRecord;

/**
 * Turns runs into lines of text and back. Injected, because the names in the lines are the
 * protocol's.
 */
public interface RunCodec {

    /**
     * A run of an entry, or that the entry is gone.
     *
     * @param entry its id
     */
    sealed interface Line {
        int entry();
    }

    /** What is known of a run by now; it replaces what was known before. */
    record Known(int entry, RunRecord run) implements Line {}

    /** The entry was deleted: its id may be given to another. */
    record Gone(int entry) implements Line {}

    /** Text without a line break. By any thread. */
    String encode(Line line);

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws ListFormatException when the text is not such a line
     */
    Line decode(String text) throws ListFormatException;
}
