package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The limit on open files of this process, raised for ourselves and not for the children: a program
 * may size a table by it, or close every number below it.
 */
final class FileLimit {

    private static final int RLIMIT_NOFILE = 7;
    private static final long SOFT = 0;
    private static final long HARD = 8;
    private static final long SIZE = 16;

    private static volatile long formerSoft = -1;

    private FileLimit() {}

    /** Raises the soft limit to the hard one; does nothing when it is there, or may not be. */
    static synchronized void raise() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(SIZE, 8);
            if (Libc.prlimit(0, RLIMIT_NOFILE, 0, limit.address()) < 0) {
                return;
            }
            long soft = limit.get(JAVA_LONG, SOFT);
            limit.set(JAVA_LONG, SOFT, limit.get(JAVA_LONG, HARD));
            if (soft != limit.get(JAVA_LONG, HARD)
                    && Libc.prlimit(0, RLIMIT_NOFILE, limit.address(), 0) == 0) {
                formerSoft = soft;
            }
        }
    }

    /** Gives a child that was just started the limit that this process had. */
    static void restoreFor(int pid) {
        long soft = formerSoft;
        if (soft < 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(SIZE, 8);
            if (Libc.prlimit(pid, RLIMIT_NOFILE, 0, limit.address()) == 0
                    && limit.get(JAVA_LONG, HARD) >= soft) {
                limit.set(JAVA_LONG, SOFT, soft);
                Libc.prlimit(pid, RLIMIT_NOFILE, limit.address(), 0);
            }
        }
    }
}
