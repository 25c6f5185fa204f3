package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Core dumps of this process, which would hold the environments of all services: none, while its
 * children keep the user's own limit (checklist S18).
 */
final class CoreDumps {

    private static final int RLIMIT_CORE = 4;
    private static final long SOFT = 0;
    private static final long SIZE = 16;
    private static final int PR_SET_DUMPABLE = 4;
    private static final int SYS_PRCTL =
            System.getProperty("os.arch", "").equals("aarch64") ? 167 : 157;

    /** Every number is a limit; all bits set is none. */
    private static volatile @Nullable Long formerSoft;

    private CoreDumps() {}

    /**
     * The limit alone would do for files. A system that pipes dumps to a program does so in spite
     * of it, but not for a process that is marked; the mark ends with exec, so no child has it.
     */
    static synchronized void forbid() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(SIZE, 8);
            if (Libc.prlimit(0, RLIMIT_CORE, 0, limit.address()) == 0) {
                long before = limit.get(JAVA_LONG, SOFT);
                limit.set(JAVA_LONG, SOFT, 0);
                if (before != 0 && Libc.prlimit(0, RLIMIT_CORE, limit.address(), 0) == 0) {
                    formerSoft = before;
                }
            }
        }
        Libc.syscall(SYS_PRCTL, PR_SET_DUMPABLE, 0, 0, 0);
    }

    /** Gives a child that was just started the limit that this process had. */
    static void restoreFor(int pid) {
        Long former = formerSoft;
        if (former == null) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(SIZE, 8);
            if (Libc.prlimit(pid, RLIMIT_CORE, 0, limit.address()) == 0) {
                limit.set(JAVA_LONG, SOFT, former);
                Libc.prlimit(pid, RLIMIT_CORE, limit.address(), 0);
            }
        }
    }
}
