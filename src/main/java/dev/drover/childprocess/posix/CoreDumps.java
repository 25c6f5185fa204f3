package dev.drover.childprocess.posix;

/**
 * Core dumps of this process, which would hold the environments of all services: none, while its
 * children keep the user's own limit (checklist S18).
 */
final class CoreDumps {

    private static final int PR_SET_DUMPABLE = 4;
    private static final int SYS_PRCTL =
            System.getProperty("os.arch", "").equals("aarch64") ? 167 : 157;

    private static final OwnLimit LIMIT = new OwnLimit(4 /* RLIMIT_CORE */);

    private CoreDumps() {}

    /**
     * The limit alone would do for files. A system that pipes dumps to a program does so in spite
     * of it, but not for a process that is marked; the mark ends with exec, so no child has it. It
     * also forbids the dump in the moments in which a child is made with the user's limit.
     */
    static void forbid() {
        Libc.syscall(SYS_PRCTL, PR_SET_DUMPABLE, 0, 0, 0);
        LIMIT.set(0);
    }

    /** A child is about to be made; {@link #childIsMade} must follow. */
    static void childIsToBeMade() {
        LIMIT.spawnBegins();
    }

    static void childIsMade() {
        LIMIT.spawnEnds();
    }
}
