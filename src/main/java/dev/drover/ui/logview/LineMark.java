package dev.drover.ui.logview;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32;

/**
 * What tells a line of a log from another one that stands at its place later, when the log was
 * emptied, or deleted and made anew: how it begins, and when it came.
 *
 * @param offset where it begins, in bytes; what was rotated off included
 * @param latest the line came then or earlier, in milliseconds since the epoch
 * @param length of the beginning, in characters as they are shown
 * @param hash of the beginning
 */
record LineMark(long offset, long latest, int length, long hash) {

    /** Characters at most; a line that is open yet has less, and may go on. */
    private static final int BEGINNING = 100;

    /** Bytes in which a beginning fits in, even when each character has a colour of its own. */
    static final int BYTES = 4096;

    /**
     * @param now when it is marked: of some lines nobody knows when they came
     */
    static LineMark of(LogRow.Output row, Instant now) {
        String text = row.written();
        int length = Math.min(BEGINNING, text.length());
        Instant latest = row.at().equals(Instant.EPOCH) ? now : row.at();
        return new LineMark(
                row.bytes().offset(), latest.toEpochMilli(), length, hash(text, length));
    }

    private static long hash(String text, int length) {
        CRC32 sum = new CRC32();
        sum.update(text.substring(0, length).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    /** True for the line that was marked, also when it has become longer since. */
    boolean fits(LogRow.Output row) {
        String text = row.written();
        // The index tells of old lines less exactly: that they came earlier, never later.
        return row.bytes().offset() == offset
                && row.at().toEpochMilli() <= latest
                && (length == 0 ? text.isEmpty() : text.length() >= length)
                && hash(text, length) == hash;
    }
}
