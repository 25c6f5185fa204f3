package dev.drover.supervisor.log;

import dev.drover.childprocess.FileWatcher;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads a file as a service appends to it, a bounded piece per turn, and waits while too many
 * chunks are under way; nothing can be lost by waiting, because the bytes are in the file. Its
 * position is committed after each piece, so that the next supervisor goes on where this one was.
 *
 * <p>Turns run on the executor; the other methods may be called by any thread.
 */
abstract class Follower implements AutoCloseable {

    static final int CHUNK_BYTES = 64 * 1024;
    private static final int MAX_UNDER_WAY = 8;

    final Target target;
    final ProcessLogs logs;
    final LogListener listener;

    /** Up to where the source was dealt with, in bytes. */
    long position;

    long runBegin;
    int run;
    long inode;
    boolean starved;
    private final Runnable waker = this::wake;
    private final AtomicBoolean turnScheduled = new AtomicBoolean();
    private final List<Drain> drains = new ArrayList<>();

    private @Nullable FileChannel channel;
    private FileWatcher.@Nullable Watch watch;

    /** Chunks; counted without a lock, because who takes one must not wait for the disk. */
    private final AtomicInteger underWay = new AtomicInteger();

    /** True from the first failure to the next success: one is told, not each. */
    private boolean failing;

    private record Drain(long target, Runnable done) {}

    /**
     * Where what is read belongs.
     *
     * @param file the log
     * @param combined gets it too
     * @param key of the cursor
     * @param cursor null when none can be kept
     */
    record Target(
            LogStream stream,
            LogFile file,
            @Nullable LogFile combined,
            long key,
            @Nullable LogCursor cursor) {

        void commit(LogCursor.State state) {
            if (cursor != null) {
                cursor.commit(state);
            }
        }

        /** What the log is known by to its cursor. */
        long log() {
            return file.path().toString().hashCode();
        }
    }

    Follower(Target target, ProcessLogs logs, LogListener listener) {
        this.target = target;
        this.logs = logs;
        this.listener = listener;
    }

    /**
     * Makes the source if need be and counts what comes from now on to {@code newRun}. Does file
     * work.
     */
    abstract void beginRun(int newRun) throws IOException;

    /** Goes on where the supervisor before was. Does file work. */
    abstract void resume(LogCursor.State last) throws IOException;

    /** Reads one piece; true when there may be more. */
    abstract boolean readChunk() throws IOException;

    /** What is done with the log, as a participle. */
    abstract String deed();

    /** The flags of the cursor. */
    abstract int flags();

    /** Called when a run was drained. */
    void drained() throws IOException {}

    /** Where the log ended when the last piece was handed on, counted from its beginning. */
    abstract long logPosition();

    /** Where the run began in the log, counted from its beginning. */
    abstract long logRunBegin();

    /** The file that the service appends to. */
    abstract Path source();

    final LogCursor.State state() {
        return new LogCursor.State(
                target.key(),
                target.log(),
                run,
                flags(),
                position,
                runBegin,
                inode,
                LogCursor.Pending.NONE);
    }

    final void commit() {
        target.commit(state());
    }

    /** True while the end of a run waits for the rest. */
    final boolean isDraining() {
        return !drains.isEmpty();
    }

    /** True while there is something that was not handed on. */
    synchronized boolean isBehind() throws IOException {
        return channel != null && sourceSize() > position;
    }

    /** The size of the source in the terms of {@link #position}. */
    abstract long sourceSize() throws IOException;

    final FileChannel channel() throws IOException {
        if (channel == null) {
            throw new IOException("The file " + source() + " is not open.");
        }
        return channel;
    }

    final boolean isOpen() {
        return channel != null;
    }

    /** Opens a file to be followed from now on. */
    final void open(Path file) throws IOException {
        closeFile();
        channel = FileChannel.open(file, StandardOpenOption.READ);
        inode = Inodes.of(file);
        watch = logs.watcher().watch(file, this::wake);
    }

    /** Calls {@code done} on the executor once everything that is in the file now was handed on. */
    final void drain(Runnable done) {
        synchronized (this) {
            long end = 0;
            try {
                end = channel == null ? 0 : sourceSize();
            } catch (IOException e) {
                listener.failed("The size of the log file " + source() + " cannot be read: " + e);
            }
            drains.add(new Drain(end, done));
        }
        wake();
    }

    final void wake() {
        if (turnScheduled.compareAndSet(false, true)) {
            logs.execute(this::turn);
        }
    }

    private void turn() {
        turnScheduled.set(false);
        List<Runnable> done = new ArrayList<>();
        boolean more = false;
        synchronized (this) {
            try {
                more = channel != null && underWay.get() < MAX_UNDER_WAY && readChunk();
                finishDrains(done, more);
                succeeded();
            } catch (IOException | RuntimeException e) {
                // The boundary of a turn: whatever is wrong with a log, ends are announced.
                failed(e);
                drains.forEach(drain -> done.add(drain.done()));
                drains.clear();
            }
        }
        if (more) {
            wake();
        }
        done.forEach(Runnable::run);
    }

    private void failed(Exception e) {
        if (!failing) {
            listener.failed(
                    "The log file %s cannot be %s: %s."
                            .formatted(target.file().path(), deed(), Reasons.of(e)));
        }
        failing = true;
        logs.soon(waker);
    }

    /** Somebody was told already that the log is not usable: it is tried until it is. */
    final synchronized void alarmed() {
        failing = true;
        logs.soon(waker);
    }

    final boolean isFailing() {
        return failing;
    }

    private void succeeded() {
        if (failing && channel != null) {
            failing = false;
            listener.recovered(
                    "The log file %s is %s again.".formatted(target.file().path(), deed()));
        }
    }

    /** With chunks still under way the one who takes them wakes us again. */
    private void finishDrains(List<Runnable> done, boolean more) throws IOException {
        boolean idle = !more && !starved && underWay.get() < MAX_UNDER_WAY;
        boolean complete = false;
        for (int i = drains.size() - 1; i >= 0; i--) {
            if (channel == null || position >= drains.get(i).target() || idle) {
                done.addFirst(drains.remove(i).done());
                complete = true;
            }
        }
        if (complete && drains.isEmpty()) {
            drained();
        }
    }

    /** Room for one chunk that somebody wants to read; false when there is none for now. */
    final boolean takeRoom() {
        starved = !logs.budget().take(waker);
        return !starved;
    }

    /** Hands a chunk on for which there is room. */
    final void tell(LogChunk chunk) {
        underWay.incrementAndGet();
        listener.wrote(chunk, this::taken);
    }

    private void taken() {
        boolean full = underWay.getAndDecrement() >= MAX_UNDER_WAY;
        logs.budget().give();
        if (full) {
            wake();
        }
    }

    final void closeFile() throws IOException {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closeFile();
    }
}
