package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** A row, to be found again when it is loaded anew. */
record RowPlace(LogKey key, long offset) {

    /** Null when there is no row, or nobody knows where it stands. */
    static @Nullable RowPlace of(@Nullable LogEntry entry) {
        return entry != null
                        && entry.row() instanceof LogRow.Output output
                        && output.bytes().isKnown()
                ? new RowPlace(output.key(), output.bytes().offset())
                : null;
    }

    /** The row, or the first one after it. */
    Optional<LogEntry> in(LogDocument document) {
        return document.entries().stream()
                .filter(
                        entry ->
                                entry.row() instanceof LogRow.Output output
                                        && output.key().equals(key)
                                        && output.bytes().offset() >= offset)
                .findFirst();
    }
}
