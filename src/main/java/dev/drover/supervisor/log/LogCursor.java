package dev.drover.supervisor.log;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * How far the output of one stream of one entry has been dealt with, kept where the death of this
 * process cannot reach it: in a page of a mapped file. Two halves are written in turn, each with a
 * number and a checksum, so that one of them is whole at any instant.
 *
 * <p>Not safe for use by several threads; a follower guards its own.
 */
final class LogCursor {

    static final int BYTES = 256;

    /** The service appends to a spool, not to its log. */
    static final int SPOOLED = 1;

    /** The spool is in the folder of the log. */
    static final int BESIDE = 2;

    private static final int HALF = BYTES / 2;
    private static final int LONGS = HALF / Long.BYTES;

    private final ByteBuffer page;
    private final int at;
    private long sequence;

    /**
     * What is known.
     *
     * @param key of the entry and the stream; never 0
     * @param log tells the log file from another one that the entry may have had before
     * @param run number of the run
     * @param flags {@link #SPOOLED}, {@link #BESIDE}
     * @param position up to where the source, a log or a spool, was dealt with
     * @param runBegin where the run began in the source
     * @param inode of the source
     * @param pending what is just being copied, or none
     */
    record State(
            long key,
            long log,
            int run,
            int flags,
            long position,
            long runBegin,
            long inode,
            Pending pending) {

        boolean is(int flag) {
            return (flags & flag) != 0;
        }

        /** The same of a source that is still the log, whose file begins at {@code base}. */
        State inLog(long base) {
            return new State(
                    key, log, run, 0, base + position, base + runBegin, inode, Pending.NONE);
        }

        State withPending(Pending next) {
            return new State(key, log, run, flags, position, runBegin, inode, next);
        }
    }

    /**
     * A copy that was begun: bytes of the source up to {@code target} are being appended. They are
     * there if the log has grown to {@code logEnd}; otherwise what is there of them must go again.
     *
     * @param logBegin where they begin in the log; -1 when none are written to it
     * @param combinedBegin the same of the combined log
     */
    record Pending(long target, long logBegin, long logEnd, long combinedBegin, long combinedEnd) {
        static final Pending NONE = new Pending(-1, -1, -1, -1, -1);
    }

    /** The cursor at {@code at} of a page that is mapped for writing. */
    LogCursor(ByteBuffer page, int at) {
        this.page = page;
        this.at = at;
        sequence = Math.max(0, Math.max(whole(0), whole(1)));
    }

    /** True when nothing is kept here. */
    boolean isFree() {
        return sequence <= 0 || read().key() == 0;
    }

    /** What was committed last; all zero when nothing was. */
    State read() {
        int from = at + (int) (sequence & 1) * HALF;
        if (sequence <= 0) {
            return new State(0, 0, 0, 0, 0, 0, 0, Pending.NONE);
        }
        long word = longAt(from, 4);
        Pending pending =
                new Pending(
                        longAt(from, 8),
                        longAt(from, 9),
                        longAt(from, 10),
                        longAt(from, 11),
                        longAt(from, 12));
        return new State(
                longAt(from, 2),
                longAt(from, 3),
                (int) (word >>> 32),
                (int) word,
                longAt(from, 5),
                longAt(from, 6),
                longAt(from, 7),
                pending);
    }

    /** Replaces what was committed, whole or not at all. */
    void commit(State state) {
        long next = sequence + 1;
        int to = at + (int) (next & 1) * HALF;
        page.putLong(to, 0);
        VarHandle.storeStoreFence();
        page.putLong(to + 8, next);
        page.putLong(to + 16, state.key());
        page.putLong(to + 24, state.log());
        page.putLong(to + 32, (long) state.run() << 32 | state.flags());
        page.putLong(to + 40, state.position());
        page.putLong(to + 48, state.runBegin());
        page.putLong(to + 56, state.inode());
        Pending pending = state.pending();
        page.putLong(to + 64, pending.target());
        page.putLong(to + 72, pending.logBegin());
        page.putLong(to + 80, pending.logEnd());
        page.putLong(to + 88, pending.combinedBegin());
        page.putLong(to + 96, pending.combinedEnd());
        VarHandle.storeStoreFence();
        page.putLong(to, checksum(to));
        VarHandle.storeStoreFence();
        sequence = next;
    }

    /** Forgets everything; the place can be used for another. */
    void free() {
        commit(new State(0, 0, 0, 0, 0, 0, 0, Pending.NONE));
    }

    private long longAt(int from, int index) {
        return page.getLong(from + index * Long.BYTES);
    }

    /** The number of a half, from 1; -1 when it was never written, or not to its end. */
    private long whole(int half) {
        int from = at + half * HALF;
        long number = longAt(from, 1);
        boolean whole = number > 0 && (number & 1) == half && longAt(from, 0) == checksum(from);
        return whole ? number : -1;
    }

    private long checksum(int from) {
        long sum = 0x9E3779B97F4A7C15L;
        for (int i = 1; i < LONGS; i++) {
            sum = Long.rotateLeft(sum ^ longAt(from, i), 23) * 0xBF58476D1CE4E5B9L;
        }
        return sum == 0 ? 1 : sum;
    }
}
