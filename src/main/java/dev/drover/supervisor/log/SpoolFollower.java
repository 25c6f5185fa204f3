package dev.drover.supervisor.log;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.FileSpace;
import dev.drover.domain.LogChunk;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Copies what a service appends to a spool of its own into its log, in whole lines and in the form
 * that is asked for. Before each append it is committed what is about to be written and where, and
 * after it that it is done: whenever this process is killed, the next one knows from the size of
 * the log whether the bytes are there, and takes back a part of them. What was copied is given back
 * to the disk; the spool itself is never cut, because its service may be writing.
 */
final class SpoolFollower extends Follower {

    /** A line longer than this is written in pieces. */
    private static final int MAX_LINE_BYTES = 1024 * 1024;

    /** What is kept for a log that cannot be written; then the oldest is given up. */
    private static final long MAX_BACKLOG = 256L * 1024 * 1024;

    private static final long RELEASE_BYTES = 1024 * 1024;
    private static final long BLOCK = 4096;

    private final LogFile file;
    private final Path spool;
    private final LineFormat format;
    private @Nullable FileSpace space;
    private boolean cannotRelease;

    /** True when the spool is a file without a name. */
    private boolean deleted;

    private long released;
    private long lostBytes;
    private String lostFor = "";
    private long logRunBegin;

    SpoolFollower(
            Target target, Path spool, LineFormat format, ProcessLogs logs, LogListener listener) {
        super(target, logs, listener);
        this.file = target.file();
        this.spool = spool;
        this.format = format;
    }

    @Override
    synchronized void beginRun(int newRun) throws IOException {
        if (!isOpen() || !Inodes.is(spool, inode)) {
            PrivateFiles.createFile(spool);
            open(spool);
            deleted = false;
            position = sourceSize();
            released = position / BLOCK * BLOCK;
        }
        run = newRun;
        runBegin = sourceSize();
        logRunBegin = file.endOr(0);
        commit();
    }

    @Override
    synchronized void resume(LogCursor.State last) throws IOException {
        PrivateFiles.createFile(spool);
        open(spool);
        run = last.run();
        position = inode == last.inode() ? last.position() : 0;
        runBegin = last.runBegin();
        LogCursor.Pending pending = last.pending();
        if (pending.target() >= 0) {
            settle(pending);
        }
        released = 0;
        logRunBegin = file.endOr(0);
        commit();
        wake();
    }

    /**
     * Makes the file that a service writes to, its log so far, its spool: what was dealt with is
     * put aside under its name, and a new log begins. The index and the cursor say before the
     * renaming what it means.
     *
     * @param anyway also in the middle of a line
     * @return false when it cannot be done now
     */
    boolean takeOver(LogFollower before, Rotation rotation, boolean anyway) throws IOException {
        synchronized (before) {
            if (!before.isOpen() || before.isDraining()) {
                return false;
            }
            Optional<Path> found = Inodes.find(file.path(), before.inode);
            if (found.isEmpty()) {
                return takeOverDeleted(before);
            }
            long length = anyway ? before.position - file.base() : before.lineEnd();
            if (length <= 0) {
                return false;
            }
            synchronized (file) {
                take(found.get(), before, length);
                before.close();
                Path log = file.path();
                if (found.get().equals(log)) {
                    rotation.name(log, file.index(), length);
                } else {
                    // Somebody has rotated it by renaming: so it gets the name that he gave it.
                    Files.move(Rotation.aside(log), found.get(), StandardCopyOption.ATOMIC_MOVE);
                    rotation.name(log, file.index(), length);
                }
                // Whoever reads along looks for it, whether or not the service writes again.
                PrivateFiles.createFile(log);
                file.reopen();
            }
            return true;
        }
    }

    /** A log that was deleted cannot be renamed, but its service and we still have it open. */
    private boolean takeOverDeleted(LogFollower before) throws IOException {
        Optional<Path> found = Inodes.deleted(before.inode);
        if (found.isEmpty()) {
            return false;
        }
        synchronized (this) {
            synchronized (file) {
                run = before.run;
                position = before.position - file.base();
                released = position / BLOCK * BLOCK;
                runBegin = Math.max(0, before.runBegin - file.base());
                deleted = true;
                open(found.get());
                before.close();
                file.index().clear();
                file.reopen();
                logRunBegin = 0;
                commit();
            }
        }
        return true;
    }

    private synchronized void take(Path from, LogFollower before, long length) throws IOException {
        Rotation.copy(from, Rotation.aside(file.path()), 0, length);
        run = before.run;
        inode = before.inode;
        position = length;
        runBegin = Math.max(0, before.runBegin - file.base());
        logRunBegin = before.runBegin;
        file.index()
                .setHead(
                        new LogIndex.Head(
                                file.base(), LogIndex.Step.SPOOLING, length, before.inode));
        commit();
        PrivateFiles.createFile(spool);
        Files.move(from, spool, StandardCopyOption.ATOMIC_MOVE);
        open(spool);
    }

    /** Finishes or takes back an append that was under way when the supervisor before ended. */
    private void settle(LogCursor.Pending pending) throws IOException {
        synchronized (file) {
            if (isWritten(pending)) {
                Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
                file.mark(new LogIndex.Mark(pending.logBegin(), now, run, target.stream()));
                position = pending.target();
            } else {
                file.cutTo(pending.logBegin());
                LogFile combined = target.combined();
                if (combined != null) {
                    combined.cutTo(pending.combinedBegin());
                }
            }
        }
    }

    private boolean isWritten(LogCursor.Pending pending) throws IOException {
        LogFile combined = target.combined();
        if (file.discards()) {
            return combined == null || combined.end() >= pending.combinedEnd();
        }
        return file.end() >= pending.logEnd();
    }

    @Override
    String deed() {
        return "written";
    }

    @Override
    int flags() {
        boolean beside = !logs.spoolFolder().equals(spool.getParent());
        return beside ? LogCursor.SPOOLED | LogCursor.BESIDE : LogCursor.SPOOLED;
    }

    @Override
    long logPosition() {
        return file.endOr(0);
    }

    @Override
    synchronized long logRunBegin() {
        return logRunBegin;
    }

    @Override
    Path source() {
        return spool;
    }

    @Override
    long sourceSize() throws IOException {
        return channel().size();
    }

    @Override
    boolean readChunk() throws IOException {
        FileChannel from = channel();
        long size = from.size();
        starved = false;
        if (size <= position) {
            position = size;
            if (isFailing()) {
                // There is nothing to write, but can it be written?
                file.end();
            }
            return false;
        }
        boolean wantsText = listener.wantsText();
        if (file.discards() && target.combined() == null && !wantsText) {
            position = size;
            commit();
            release(RELEASE_BYTES);
            return false;
        }
        if (wantsText && !takeRoom()) {
            return false;
        }
        boolean used = false;
        try {
            used = copy(from, size, wantsText);
        } catch (IOException e) {
            giveUpOldest(size, e);
            throw e;
        } finally {
            if (wantsText && !used) {
                logs.budget().give();
            }
        }
        return used && position < size;
    }

    private boolean copy(FileChannel from, long size, boolean wantsText) throws IOException {
        ByteBuffer bytes = read(from, Math.min(CHUNK_BYTES, size - position));
        int count = LineFormat.wholeLines(bytes.array(), bytes.position());
        if (count == 0 && size - position > bytes.position()) {
            bytes = read(from, Math.min(MAX_LINE_BYTES, size - position));
            count = LineFormat.wholeLines(bytes.array(), bytes.position());
        }
        if (count == 0 && (isDraining() || bytes.position() >= MAX_LINE_BYTES)) {
            boolean last = position + bytes.position() >= size;
            count =
                    last && isDraining()
                            ? bytes.position()
                            : Utf8.wholeCharacters(bytes.array(), bytes.position());
        }
        if (count == 0) {
            return false;
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        byte[] out = withGap(format.format(bytes.array(), count, target.stream(), now));
        long offset = append(out, count, now);
        lostBytes = 0;
        if (wantsText) {
            String text = new String(out, StandardCharsets.UTF_8);
            tell(new LogChunk(target.stream(), text, offset, out.length, run, now));
        }
        release(RELEASE_BYTES);
        return true;
    }

    private ByteBuffer read(FileChannel from, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        int read;
        do {
            read = from.read(bytes, position + bytes.position());
        } while (read > 0 && bytes.hasRemaining());
        return bytes;
    }

    private byte[] withGap(byte[] lines) {
        if (lostBytes == 0) {
            return lines;
        }
        byte[] gap = Gaps.line(lostBytes, lostFor);
        ByteBuffer both = ByteBuffer.allocate(gap.length + lines.length);
        return both.put(gap).put(lines).array();
    }

    /** Appends the form of the next {@code count} bytes of the spool, and moves on. */
    private long append(byte[] out, int count, Instant now) throws IOException {
        LogFile combined = target.combined();
        synchronized (file) {
            long begin = file.end();
            long combinedBegin = combined == null ? -1 : combined.end();
            target.commit(
                    state().withPending(
                                    new LogCursor.Pending(
                                            position + count,
                                            begin,
                                            begin + out.length,
                                            combinedBegin,
                                            combinedBegin + out.length)));
            try {
                if (combined != null) {
                    combined.append(ByteBuffer.wrap(out));
                }
                file.append(ByteBuffer.wrap(out));
            } catch (IOException e) {
                if (combined != null) {
                    combined.cutTo(combinedBegin);
                }
                commit();
                throw e;
            }
            file.mark(new LogIndex.Mark(begin, now, run, target.stream()));
            position += count;
            commit();
            if (file.isDue(begin + out.length - file.base())) {
                logs.rotator().rotate(file);
            }
            if (combined != null && combined.isDue(combinedBegin + out.length - combined.base())) {
                logs.rotator().rotate(combined);
            }
            return begin;
        }
    }

    private void giveUpOldest(long size, IOException reason) {
        if (size - position > MAX_BACKLOG) {
            long next = size - MAX_BACKLOG / 2;
            lostBytes += next - position;
            lostFor = Reasons.of(reason);
            position = next;
            commit();
            release(RELEASE_BYTES);
        }
    }

    @Override
    void drained() {
        release(BLOCK);
    }

    /** Gives what was copied back to the disk, once it is worth a call. */
    private void release(long least) {
        long end = position / BLOCK * BLOCK;
        if (end - released < least || cannotRelease) {
            return;
        }
        try {
            FileSpace open = space;
            if (open == null) {
                Path path = deleted ? Inodes.deleted(inode).orElse(spool) : spool;
                Optional<FileSpace> opened = ChildProcesses.openFileSpace(path);
                open = opened.orElseThrow(() -> new IOException("This system cannot."));
                space = open;
            }
            open.release(released, end - released);
            released = end;
        } catch (IOException e) {
            cannotRelease = true;
            listener.failed(
                    "The spool %s cannot be made smaller while its process runs: %s."
                            .formatted(spool, Reasons.of(e)));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (space != null) {
            space.close();
        }
        super.close();
    }
}
