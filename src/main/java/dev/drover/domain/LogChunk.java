package dev.drover.domain;

import java.time.Instant;

/**
 * A piece of what a process wrote, as it stands in its log file.
 *
 * @param stream which of the two streams
 * @param text decoded as UTF-8; a multi-byte character is never cut at the border of two chunks,
 *     invalid bytes are U+FFFD
 * @param offset where the chunk begins in the stream's log, in bytes, what was rotated off included
 * @param length bytes of the chunk in the file
 * @param run number of the run that wrote it, from 1; 0 when not known
 * @param at when the supervisor saw it; {@link Instant#EPOCH} when not known
 */
public record LogChunk(
        LogStream stream, String text, long offset, int length, int run, Instant at) {

    /** True when the chunk ends in the middle of a line: the next one of its stream goes on. */
    public boolean isPartial() {
        return !text.endsWith("\n");
    }
}
