package dev.drover.supervisor.log;

import dev.drover.domain.LogChunk;

/** Hears what was written. Called on log threads; must not block. */
public interface LogListener {

    /** False when nobody would read the text, so that it need not be decoded. */
    boolean wantsText();

    /**
     * Bytes arrived in a log file.
     *
     * @param taken to be called once the chunk was handed on; few chunks are under way at a time
     */
    void wrote(LogChunk chunk, Runnable taken);

    /** A log file could not be read or written; a sentence for the user. Told once per failure. */
    void failed(String sentence);

    /** What {@link #failed} told of is over; a sentence for the supervisor's own log. */
    void recovered(String sentence);
}
