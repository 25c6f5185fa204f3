package dev.drover.ui.logview;

import dev.drover.domain.LogChunk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** How far the file of one stream has been taken. Not safe for use by several threads. */
final class OffsetCursor {

    private long hidden;
    private long historyEnd;
    private Instant historyLast = Instant.EPOCH;
    private Instant historyHere = Instant.MAX;
    private long liveEnd = -1;

    /** {@code hidden} bytes at the start of the file are not wanted. */
    OffsetCursor(long hidden) {
        this.hidden = hidden;
    }

    /** Nothing was hidden after all. */
    void showAll() {
        hidden = 0;
    }

    /** The history was read when the file had {@code end} bytes, and has come by {@code now}. */
    void historyEndsAt(long end, Instant now) {
        historyEnd = end;
        historyHere = now;
        if (hidden > end) {
            hidden = 0;
        }
    }

    /** The history holds output of this time. */
    void historySaw(Instant at) {
        if (at.isAfter(historyLast)) {
            historyLast = at;
        }
    }

    /** What is wanted of a chunk of the history. */
    String historic(LogChunk chunk) {
        return from(chunk, hidden);
    }

    /**
     * True when the file must have been emptied before this chunk was written: live offsets only
     * grow, so one that goes back says so. The first live chunk may be one that the history has; it
     * is a new one when it stands at the start of the file and is younger than the history, or
     * where nobody knows how old that is (a PM2 daemon does not) when it was written after the
     * history had come.
     */
    boolean isTruncation(LogChunk chunk) {
        if (liveEnd >= 0) {
            return chunk.offset() < liveEnd;
        }
        Instant last = historyLast.equals(Instant.EPOCH) ? historyHere : historyLast;
        return chunk.offset() == 0 && historyEnd > 0 && chunk.at().isAfter(last);
    }

    /** Forgets everything: the file begins again. */
    void startAnew() {
        hidden = 0;
        historyEnd = 0;
        liveEnd = -1;
    }

    /** What is new in a live chunk. */
    String live(LogChunk chunk) {
        liveEnd = chunk.offset() + chunk.length();
        return from(chunk, Math.max(hidden, historyEnd));
    }

    /** The end of what was taken, in bytes. */
    long position() {
        return Math.max(historyEnd, liveEnd);
    }

    private static String from(LogChunk chunk, long start) {
        if (chunk.offset() >= start) {
            return chunk.text();
        }
        long skip = start - chunk.offset();
        if (skip >= chunk.length()) {
            return "";
        }
        byte[] bytes = chunk.text().getBytes(StandardCharsets.UTF_8);
        int from = (int) Math.min(skip, bytes.length);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
