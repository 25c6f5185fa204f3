package dev.drover.childprocess.posix;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit on open files of this process, raised for ourselves and not for the children: a program
 * may size a table by it, or close every number below it.
 */
final class FileLimit {

    private static final int RLIMIT_NOFILE = 7;

    /** Descriptors that are not given to children: this program must be able to go on. */
    private static final int RESERVE = 16;

    /** As many as all threads together open while one child is being made, amply. */
    private static final long OPENED_MEANWHILE = 128;

    private static final OwnLimit LIMIT = new OwnLimit(RLIMIT_NOFILE);

    /** The highest number that was seen. */
    private static final AtomicInteger HIGHEST = new AtomicInteger();

    private static volatile long soft = LIMIT.soft() & Long.MAX_VALUE;

    private FileLimit() {}

    /** False when a new descriptor of this number is one of the last; the lowest is given first. */
    static boolean leavesReserve(int descriptor) {
        return descriptor + RESERVE < soft;
    }

    /** Raises the soft limit to the hard one; does nothing when it is there, or may not be. */
    static void raise() {
        soft = LIMIT.raise() & Long.MAX_VALUE;
    }

    /**
     * A child is about to be made, with a descriptor of this number among the last that were
     * opened. While it is made the children's limit is in force for all threads, which is only
     * possible when none of them comes near it.
     *
     * @return whether it is in force, and {@link #childIsMade} must follow; otherwise {@link
     *     #restoreFor} must
     */
    static boolean childIsToBeMade(int descriptor) {
        // Others may hold high numbers while low ones are free again: once near is near.
        long most = HIGHEST.accumulateAndGet(descriptor, Math::max);
        if (!LIMIT.childrenHave(most + OPENED_MEANWHILE)) {
            return false;
        }
        LIMIT.spawnBegins();
        return true;
    }

    static void childIsMade() {
        LIMIT.spawnEnds();
    }

    /** Gives a child that was just started the limit that this process had. */
    static void restoreFor(int pid) {
        LIMIT.giveTo(pid);
    }
}
