package dev.drover.childprocess.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The most resident memory that a process had. The kernel tells it of a process that has ended, but
 * counts in what this process had when it made the child: a figure above that is the child's own.
 * For smaller ones the child's own mark is read while it lives.
 */
final class PeakMemory {

    private static final byte[] MARK = "\nVmHWM:".getBytes(StandardCharsets.US_ASCII);

    /** The line is far before that. */
    private static final byte[] STATUS = new byte[4096];

    private final long pid;
    private long kilobytes;

    PeakMemory(long pid) {
        this.pid = pid;
    }

    /** Looks at the process, which may have ended. */
    void look() {
        kilobytes = Math.max(kilobytes, mark(Long.toString(pid)));
    }

    /**
     * @param used in KiB, as wait4(2) has it
     */
    void ended(long used) {
        if (used > mark("self")) {
            kilobytes = Math.max(kilobytes, used);
        }
    }

    /** In bytes. */
    OptionalLong bytes() {
        return kilobytes > 0 ? OptionalLong.of(kilobytes << 10) : OptionalLong.empty();
    }

    /**
     * In KiB; 0 when there is no such process. Into one buffer for all, and without a text in
     * between: hundreds of processes are looked at, and a supervisor at rest shall leave nothing to
     * collect.
     */
    private static long mark(String process) {
        synchronized (STATUS) {
            try (FileInputStream in = new FileInputStream("/proc/" + process + "/status")) {
                return markOf(in.read(STATUS));
            } catch (IOException _) {
                // It has gone: the ordinary end of a process, not an error.
                return 0;
            }
        }
    }

    private static long markOf(int length) {
        for (int at = 0; at + MARK.length <= length; at++) {
            if (Arrays.equals(STATUS, at, at + MARK.length, MARK, 0, MARK.length)) {
                return number(at + MARK.length, length);
            }
        }
        return 0;
    }

    /** The digits after the blanks that begin at a place. */
    private static long number(int from, int length) {
        long number = 0;
        for (int at = from; at < length && STATUS[at] != 'k'; at++) {
            if (STATUS[at] >= '0' && STATUS[at] <= '9') {
                number = number * 10 + STATUS[at] - '0';
            }
        }
        return number;
    }
}
