package dev.drover.supervisor.log;

import dev.drover.domain.LogChunk;
import dev.drover.supervisor.store.PrivateFiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Follows a log that its service appends to itself: indexes every byte and, when somebody listens,
 * hands it on as text. A file that was cut is read from 0 again. One that was renamed or replaced
 * is followed all the same, because its service goes on writing to it; the next run begins in the
 * file that has the name then.
 *
 * <p>Its position counts from the beginning of the log, what was rotated off included.
 */
final class LogFollower extends Follower {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int KNOWN_BYTES = 64;
    private static final byte[] NOTHING = {};

    private final LogFile file;
    private final Owner owner;
    private boolean reserved;
    private long lookedNanos;

    /** What stands before the position, as it was read; empty when that is not known. */
    private byte[] known = NOTHING;

    /** The log that the follower belongs to, which knows whether its service runs. */
    interface Owner {

        /** Puts the file aside if no run writes to it; false when one does. */
        boolean moveAsideIdle(LogFollower follower, Rotation rotation) throws IOException;

        /**
         * Makes the file that the service writes to its spool, puts what is in it aside, and begins
         * a new log.
         *
         * @param anyway also in the middle of a line
         * @return false when it cannot be done now
         */
        boolean toSpool(LogFollower follower, Rotation rotation, boolean anyway) throws IOException;

        /** True when no run writes to the file. */
        boolean isIdle();
    }

    LogFollower(Target target, Owner owner, ProcessLogs logs, LogListener listener) {
        super(target, logs, listener);
        this.owner = owner;
        file = target.file();
    }

    /** True once per shortage of disk space. */
    synchronized boolean takeReserve() {
        boolean first = !reserved;
        reserved = true;
        return first;
    }

    /** The shortage of disk space is over. */
    synchronized void endShortage() {
        reserved = false;
    }

    /** What the service writes now is refused by the disk. */
    void diskFull() {
        listener.failed(
                "The disk of the log file %s is full: what its process writes is lost until there is space."
                        .formatted(file.path()));
    }

    void diskFree() {
        listener.recovered("There is space again for the log file %s.".formatted(file.path()));
    }

    Owner owner() {
        return owner;
    }

    @Override
    synchronized void beginRun(int newRun) throws IOException {
        PrivateFiles.createFile(file.path());
        if (!isOpen() || !Inodes.is(file.path(), inode)) {
            if (isOpen()) {
                file.index().clear();
            } else {
                // A reader may have had the index open since before the log was removed.
                file.index().checkSize(file.path().toFile().length());
            }
            open(file.path());
            position = sourceSize();
            known = NOTHING;
            file.followed(this);
        }
        run = newRun;
        runBegin = position;
        commit();
    }

    @Override
    synchronized void resume(LogCursor.State last) throws IOException {
        PrivateFiles.createFile(file.path());
        open(Inodes.find(file.path(), last.inode()).orElse(file.path()));
        file.followed(this);
        run = last.run();
        position = last.position();
        runBegin = Math.min(last.runBegin(), position);
        LogFile combined = target.combined();
        if (last.pending().target() >= 0 && combined != null) {
            if (combined.end() >= last.pending().combinedEnd()) {
                position = last.pending().target();
            } else {
                combined.cutTo(last.pending().combinedBegin());
            }
        }
        if (position < file.base() || inode != last.inode()) {
            position = inode == last.inode() ? file.base() : sourceSize();
            runBegin = position;
        }
        commit();
        wake();
    }

    @Override
    String deed() {
        return "followed";
    }

    @Override
    int flags() {
        return 0;
    }

    @Override
    synchronized long logPosition() {
        return position;
    }

    @Override
    synchronized long logRunBegin() {
        return runBegin;
    }

    @Override
    Path source() {
        return file.path();
    }

    @Override
    long sourceSize() throws IOException {
        return file.base() + channel().size();
    }

    @Override
    boolean readChunk() throws IOException {
        FileChannel from = channel();
        long size = sourceSize();
        starved = false;
        if (size < position || isAnother(from)) {
            restart();
            size = sourceSize();
        }
        lookForName();
        if (size == position) {
            return false;
        }
        LogFile.Range ours = file.nextOfOurs(position);
        if (ours != null && ours.begin() <= position) {
            position = ours.end();
            known = NOTHING;
            commit();
            return true;
        }
        boolean wantsText = listener.wantsText();
        if (ours == null && target.combined() == null && !wantsText) {
            return skip(from, size);
        }
        if (wantsText && !takeRoom()) {
            return false;
        }
        boolean used = false;
        try {
            long limit = ours == null ? size : Math.min(size, ours.begin());
            used = readText(from, limit, wantsText);
        } finally {
            if (wantsText && !used) {
                logs.budget().give();
            }
        }
        return used && position < size;
    }

    /** Emptied, and as long again as it was before anybody looked. */
    private boolean isAnother(FileChannel from) throws IOException {
        long begin = position - known.length - file.base();
        if (known.length == 0 || begin < 0) {
            return false;
        }
        ByteBuffer there = ByteBuffer.allocate(known.length);
        int read = from.read(there, begin);
        return read < known.length || !Arrays.equals(known, there.array());
    }

    /** Once a second: a log that was deleted is to come back. */
    private void lookForName() throws IOException {
        long now = System.nanoTime();
        if (now - lookedNanos > LOOK_NANOS) {
            lookedNanos = now;
            if (Files.notExists(file.path()) && Inodes.find(file.path(), inode).isEmpty()) {
                logs.rotator().replaceDeleted(this);
            }
        }
    }

    /** Reads one chunk and hands it on; false when there was nothing whole. */
    private boolean readText(FileChannel from, long size, boolean wantsText) throws IOException {
        byte[] bytes = new byte[(int) Math.min(CHUNK_BYTES, size - position)];
        int length = from.read(ByteBuffer.wrap(bytes), position - file.base());
        if (length <= 0) {
            return false;
        }
        int whole = Utf8.wholeCharacters(bytes, length);
        if (whole == 0 || isDraining() && position + length >= size) {
            // Nothing more will come that could complete the character, or what is there is not
            // text.
            whole = whole == 0 && !isDraining() && length < 4 ? 0 : length;
        }
        if (whole > 0) {
            take(bytes, whole, wantsText);
        }
        return whole > 0;
    }

    /** Where nobody wants the text the bytes need not be read to be indexed. */
    private boolean skip(FileChannel from, long size) throws IOException {
        byte[] last = new byte[(int) Math.min(KNOWN_BYTES, size - position)];
        from.read(ByteBuffer.wrap(last), size - last.length - file.base());
        int whole = isDraining() ? last.length : Utf8.wholeCharacters(last, last.length);
        long end = size - (last.length - whole);
        if (end > position) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            file.mark(new LogIndex.Mark(position, now, run, target.stream()));
            known = Arrays.copyOf(last, whole);
            moveTo(end);
        }
        return false;
    }

    private void take(byte[] bytes, int length, boolean wantsText) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        LogFile combined = target.combined();
        if (combined != null) {
            synchronized (combined) {
                long begin = combined.end();
                target.commit(
                        state().withPending(
                                        new LogCursor.Pending(
                                                position + length, -1, -1, begin, begin + length)));
                combined.append(ByteBuffer.wrap(bytes, 0, length));
                if (combined.isDue(begin + length - combined.base())) {
                    logs.rotator().rotate(combined);
                }
            }
        }
        file.mark(new LogIndex.Mark(position, now, run, target.stream()));
        long begin = position;
        known = Arrays.copyOfRange(bytes, Math.max(0, length - KNOWN_BYTES), length);
        moveTo(position + length);
        if (wantsText) {
            String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
            tell(new LogChunk(target.stream(), text, begin, length, run, now));
        }
    }

    private void moveTo(long end) {
        position = end;
        commit();
        if (file.isDue(end - file.base())) {
            logs.rotator().rotate(file);
        }
    }

    private void restart() throws IOException {
        file.index().clear();
        position = 0;
        runBegin = 0;
        known = NOTHING;
        file.followed(this);
        commit();
    }

    /**
     * Puts the file aside, while no service writes to it, and follows the one that takes its place.
     */
    synchronized void moveAside(Rotation rotation) throws IOException {
        if (isOpen() && Inodes.is(file.path(), inode) && file.moveAside(rotation)) {
            open(file.path());
            position = file.base();
            known = NOTHING;
            commit();
        }
    }

    /**
     * Cuts the first {@code length} bytes off the file, which must have been dealt with.
     *
     * @return false when it cannot be cut there: too little was read, or the file is another now
     */
    synchronized boolean cut(long length, LogFile.Cut how) throws IOException {
        if (!isOpen()
                || !Inodes.is(file.path(), inode)
                || position - file.base() < length
                || channel().size() <= length) {
            return false;
        }
        how.cut(length);
        return true;
    }

    /** True when what was read last ends a line. */
    private boolean isAtLineEnd() throws IOException {
        byte[] last = new byte[1];
        int read = channel().read(ByteBuffer.wrap(last), position - 1 - file.base());
        return read == 1 && Arrays.equals(last, new byte[] {'\n'});
    }

    /** Where the file can be cut without dividing a line, or -1 when it is in the middle of one. */
    synchronized long lineEnd() throws IOException {
        return isOpen() && position > file.base() && isAtLineEnd() ? position - file.base() : -1;
    }

    @Override
    public synchronized void close() throws IOException {
        file.followed(null);
        super.close();
    }
}
