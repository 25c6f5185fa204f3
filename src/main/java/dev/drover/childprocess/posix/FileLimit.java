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

    /** Descriptors that are not given to children: this program must be able to go on. */
    private static final int RESERVE = 16;

    private static volatile long formerSoft = -1;
    private static volatile long soft = read();

    private FileLimit() {}

    private static long read() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(SIZE, 8);
            return Libc.prlimit(0, RLIMIT_NOFILE, 0, limit.address()) < 0
                    ? Long.MAX_VALUE
                    : limit.get(JAVA_LONG, SOFT) & Long.MAX_VALUE;
        }
    }

    /** False when a new descriptor of this number is one of the last; the lowest is given first. */
    static boolean leavesReserve(int descriptor) {
        return descriptor + RESERVE < soft;
    }

    /** Raises the soft limit to the hard one; does nothing when it is there, or may not be. */
    static synchronized void raise() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(SIZE, 8);
            if (Libc.prlimit(0, RLIMIT_NOFILE, 0, limit.address()) < 0) {
                return;
            }
            long before = limit.get(JAVA_LONG, SOFT);
            long most = limit.get(JAVA_LONG, HARD);
            limit.set(JAVA_LONG, SOFT, most);
            if (before != most && Libc.prlimit(0, RLIMIT_NOFILE, limit.address(), 0) == 0) {
                formerSoft = before;
                soft = most & Long.MAX_VALUE;
            }
        }
    }

    /** Gives a child that was just started the limit that this process had. */
    static void restoreFor(int pid) {
        long former = formerSoft;
        if (former < 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(SIZE, 8);
            if (Libc.prlimit(pid, RLIMIT_NOFILE, 0, limit.address()) == 0
                    && limit.get(JAVA_LONG, HARD) >= former) {
                limit.set(JAVA_LONG, SOFT, former);
                Libc.prlimit(pid, RLIMIT_NOFILE, limit.address(), 0);
            }
        }
    }
}
