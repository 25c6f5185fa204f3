package dev.drover.childprocess.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The most resident memory that a process had. The kernel tells it of a process that has ended, but
 * counts in what this process had when it made the child: a figure above that is the child's own.
 * For smaller ones the child's own mark is read while it lives.
 */
final class PeakMemory {

    private static final String MARK = "VmHWM:";

    /** The line is far before that. */
    private static final int MAX_BYTES = 4096;

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

    /** In KiB; 0 when there is no such process. */
    private static long mark(String process) {
        byte[] text = new byte[MAX_BYTES];
        try (FileInputStream in = new FileInputStream("/proc/" + process + "/status")) {
            String status =
                    new String(text, 0, Math.max(0, in.read(text)), StandardCharsets.ISO_8859_1);
            int from = status.indexOf(MARK);
            int to = status.indexOf(" kB", from);
            return from < 0 || to < 0
                    ? 0
                    : Long.parseLong(status.substring(from + MARK.length(), to).strip());
        } catch (IOException _) {
            // It has gone: the ordinary end of a process, not an error.
            return 0;
        }
    }
}
