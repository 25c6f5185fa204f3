package dev.drover.logfile;

import dev.drover.domain.LogLine;
import dev.drover.domain.LogStream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whole lines around a place.
 *
 * @param begin offset of the first byte
 * @param bytes whole lines; a line longer than what was asked for comes in pieces
 */
record LineWindow(long begin, byte[] bytes) {

    /** How far back the beginning of a line is looked for; a longer one is cut. */
    private static final int LONGEST = 64 * 1024;

    private static final int CONTINUATION_MASK = 0xc0;
    private static final int CONTINUATION = 0x80;

    long end() {
        return begin + bytes.length;
    }

    /** The lines that begin at {@code from}, where one begins, and fit in. */
    static LineWindow after(LogBytes log, long from, int maxBytes) throws IOException {
        byte[] read = read(log, from, maxBytes);
        if (read.length < maxBytes) {
            return new LineWindow(from, read);
        }
        int end = lastNewline(read, read.length) + 1;
        return new LineWindow(from, Arrays.copyOf(read, end > 0 ? end : character(read)));
    }

    /** The lines that end at {@code to} and fit in. */
    static LineWindow before(LogBytes log, long to, int maxBytes) throws IOException {
        long from = Math.max(log.first(), to - maxBytes);
        if (from >= to) {
            return new LineWindow(to, new byte[0]);
        }
        byte[] read = read(log, from, (int) (to - from));
        if (from == log.first()) {
            return new LineWindow(from, read);
        }
        int begin = 0;
        while (begin < read.length && read[begin] != '\n') {
            begin++;
        }
        begin++;
        if (begin >= read.length) {
            begin = 0;
            while (begin < read.length && (read[begin] & CONTINUATION_MASK) == CONTINUATION) {
                begin++;
            }
        }
        return new LineWindow(from + begin, Arrays.copyOfRange(read, begin, read.length));
    }

    /** The beginning of the line that holds a byte, or of a piece of it when it is very long. */
    static long lineStart(LogBytes log, long offset) throws IOException {
        long to = Math.clamp(offset, log.first(), log.last());
        long from = Math.max(log.first(), to - LONGEST);
        byte[] read = read(log, from, (int) (to - from));
        int newline = lastNewline(read, read.length);
        return newline >= 0 || from == log.first() ? from + newline + 1 : to;
    }

    private static byte[] read(LogBytes log, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = log.read(from, bytes);
        return Arrays.copyOf(bytes.array(), Math.max(0, read));
    }

    private static int lastNewline(byte[] bytes, int end) {
        int at = end - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    /** The length without a character that is cut off at the end. */
    private static int character(byte[] bytes) {
        int end = bytes.length;
        while (end > 1 && (bytes[end - 1] & CONTINUATION_MASK) == CONTINUATION) {
            end--;
        }
        return bytes[end - 1] >= 0 ? bytes.length : Math.max(1, end - 1);
    }

    /** The lines, with what is known about their times. */
    List<LogLine> lines(LogStream stream, LogTimes times) {
        List<LogLine> lines = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int newline = from;
            while (newline < bytes.length && bytes[newline] != '\n') {
                newline++;
            }
            int next = Math.min(bytes.length, newline + 1);
            int end = newline;
            while (end > from && bytes[end - 1] == '\r') {
                end--;
            }
            LogTimes.Mark mark = times.at(begin + from);
            lines.add(
                    new LogLine(
                            mark.stream() == null ? stream : mark.stream(),
                            begin + from,
                            next - from,
                            new String(bytes, from, end - from, StandardCharsets.UTF_8),
                            mark.run(),
                            mark.at()));
            from = next;
        }
        return lines;
    }
}
