package dev.drover.domain;

import java.util.List;

/**
 * The end of the logs of one process, both streams merged in the order of receipt.
 *
 * @param chunks oldest first
 * @param outEnd where the log of the standard output ended when the tail was read, in bytes: live
 *     chunks at or after it follow
 * @param errEnd the same of the standard error
 */
public record LogTail(List<LogChunk> chunks, long outEnd, long errEnd) {

    public LogTail {
        chunks = List.copyOf(chunks);
    }
}
