package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A soft resource limit that this process has for itself and its children have not. A child
 * inherits what is in force when it is made and may look at it with its first instruction, so the
 * children's limit is in force while one is being made.
 *
 * <p>Any thread. Spawns may overlap: the last one puts our own limit back. A limit of which all
 * bits are set is none.
 */
final class OwnLimit {

    private static final long SOFT = 0;
    private static final long HARD = 8;
    private static final long SIZE = 16;

    private final int resource;

    /** The argument of each call; guarded by this. */
    private final MemorySegment limit = Arena.global().allocate(SIZE, 8);

    private boolean ours;
    private long own;
    private long children;
    private int spawns;

    OwnLimit(int resource) {
        this.resource = resource;
    }

    /** What is in force for us; none where the system does not tell. */
    synchronized long soft() {
        return read() ? limit.get(JAVA_LONG, SOFT) : -1;
    }

    /** Sets our own limit; what was in force before stays the children's. */
    synchronized void set(long soft) {
        if (read()) {
            change(soft);
        }
    }

    /** As {@link #set}, to as much as this process may have; gives what is in force then. */
    synchronized long raise() {
        if (!read()) {
            return -1;
        }
        change(limit.get(JAVA_LONG, HARD));
        return ours ? own : limit.get(JAVA_LONG, SOFT);
    }

    private void change(long soft) {
        long before = limit.get(JAVA_LONG, SOFT);
        if (before != soft && write(soft)) {
            children = ours ? children : before;
            own = soft;
            ours = true;
        }
    }

    /**
     * Whether a child may be made with {@code descriptors} of this resource in use and to spare.
     */
    synchronized boolean childrenHave(long descriptors) {
        return !ours || Long.compareUnsigned(descriptors, children) < 0;
    }

    /** Puts the children's limit in force; {@link #spawnEnds} must follow. */
    synchronized void spawnBegins() {
        spawns++;
        if (ours && read()) {
            write(children);
        }
    }

    /** Puts our own limit in force again, when no other child is being made. */
    synchronized void spawnEnds() {
        spawns--;
        if (ours && spawns == 0 && read()) {
            write(own);
        }
    }

    /** Gives a running child its limit, where that could not be in force when it was made. */
    synchronized void giveTo(int pid) {
        if (ours
                && Libc.prlimit(pid, resource, 0, limit.address()) == 0
                && Long.compareUnsigned(limit.get(JAVA_LONG, HARD), children) >= 0) {
            limit.set(JAVA_LONG, SOFT, children);
            Libc.prlimit(pid, resource, limit.address(), 0);
        }
    }

    private boolean read() {
        return Libc.prlimit(0, resource, 0, limit.address()) == 0;
    }

    private boolean write(long soft) {
        limit.set(JAVA_LONG, SOFT, soft);
        return Libc.prlimit(0, resource, limit.address(), 0) == 0;
    }
}
