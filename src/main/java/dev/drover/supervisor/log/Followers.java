package dev.drover.supervisor.log;

import dev.drover.domain.LogStream;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The followers of one entry: of its logs, or of its spools. Guarded by the lock of the log that it
 * belongs to.
 */
final class Followers implements LogFollower.Owner {

    private final ProcessLog log;
    private final ProcessLogs logs;
    private final int id;
    private final LineFormat format;
    private final LogListener listener;
    private final Map<LogStream, Follower> byStream = new EnumMap<>(LogStream.class);

    /** The files of an entry; null where it has none. */
    record Set(@Nullable LogFile out, @Nullable LogFile err, @Nullable LogFile combined) {
        @Nullable LogFile file(LogStream stream) {
            return stream == LogStream.OUT ? out : err;
        }

        /** Those that are kept. */
        List<LogFile> all() {
            List<LogFile> all = new ArrayList<>(3);
            add(all, out);
            add(all, err);
            add(all, combined);
            return all;
        }

        /** True when there is a stream of which nothing is kept. */
        boolean discardAny() {
            return out != null && out.discards() || err != null && err.discards();
        }

        private static void add(List<LogFile> all, @Nullable LogFile file) {
            if (file != null && !file.discards() && !all.contains(file)) {
                all.add(file);
            }
        }
    }

    Followers(ProcessLog log, ProcessLogs logs, int id, LineFormat format, LogListener listener) {
        this.log = log;
        this.logs = logs;
        this.id = id;
        this.format = format;
        this.listener = listener;
    }

    /**
     * Opens what is missing; each follower is of the kind that is asked for afterwards, but what is
     * not kept always goes through a spool: nobody could read it again in {@code /dev/null}.
     */
    void open(Set files, boolean wanted) throws IOException {
        for (LogStream stream : LogStream.values()) {
            LogFile file = files.file(stream);
            boolean spools = wanted || file != null && file.discards();
            Follower present = byStream.get(stream);
            if (present != null && present instanceof SpoolFollower != spools) {
                present.close();
                byStream.remove(stream);
                if (!spools) {
                    Files.deleteIfExists(present.source());
                }
                present = null;
            }
            boolean isShared = !spools && stream == LogStream.ERR && file == files.out();
            if (file != null && present == null && !isShared) {
                Follower.Target target = target(stream, files);
                Follower made =
                        spools
                                ? spool(target, spoolPath(stream))
                                : new LogFollower(target, this, logs, listener);
                byStream.put(stream, made);
            }
        }
    }

    private Follower.Target target(LogStream stream, Set files) {
        long key = LogCursors.key(id, stream);
        LogFile file = files.file(stream);
        if (file == null) {
            throw new IllegalStateException("There is no log of " + stream + ".");
        }
        return new Follower.Target(stream, file, files.combined(), key, logs.cursor(key));
    }

    private SpoolFollower spool(Follower.Target target, Path spool) {
        return new SpoolFollower(target, spool, format, logs, listener);
    }

    private Path spoolPath(LogStream stream) {
        return logs.spoolFolder().resolve(id + (stream == LogStream.OUT ? "-out" : "-err"));
    }

    /** A spool that is a renamed log cannot leave the file system of the log. */
    private Path spoolPath(LogFile file, LogStream stream) throws IOException {
        Path folder = file.path().toAbsolutePath().getParent();
        Path usual = spoolPath(stream);
        if (folder == null) {
            return usual;
        }
        PrivateFiles.createFolder(logs.spoolFolder());
        boolean same = Files.getFileStore(folder).equals(Files.getFileStore(logs.spoolFolder()));
        return same
                ? usual
                : folder.resolve(".drover").resolve(String.valueOf(usual.getFileName()));
    }

    void beginRun(int run) throws IOException {
        for (Follower follower : byStream.values()) {
            follower.beginRun(run);
        }
    }

    /**
     * Goes on where a supervisor before was.
     *
     * @return the number of the run; 0 when nothing is known
     */
    int resume(Set files) throws IOException {
        int run = 0;
        for (LogStream stream : LogStream.values()) {
            LogFile file = files.file(stream);
            if (file == null || byStream.containsKey(stream)) {
                continue;
            }
            Follower.Target target = target(stream, files);
            LogCursor cursor = target.cursor();
            LogCursor.State last = cursor == null ? null : cursor.isFree() ? null : cursor.read();
            if (last != null && last.log() == target.log()) {
                byStream.put(stream, resumed(target, last));
                run = Math.max(run, last.run());
            } else if (!file.discards() && (stream == LogStream.OUT || file != files.out())) {
                Follower follower = new LogFollower(target, this, logs, listener);
                byStream.put(stream, follower);
                follower.beginRun(file.index().lastRun());
            }
        }
        return run;
    }

    private Follower resumed(Follower.Target target, LogCursor.State last) throws IOException {
        Follower follower = new LogFollower(target, this, logs, listener);
        LogCursor.State state = last;
        if (last.is(LogCursor.SPOOLED)) {
            Path spool =
                    last.is(LogCursor.BESIDE)
                            ? spoolPath(target.file(), target.stream())
                            : spoolPath(target.stream());
            if (Inodes.is(spool, last.inode())
                    || Inodes.find(target.file().path(), last.inode()).isEmpty()) {
                follower = spool(target, spool);
            } else {
                // The supervisor was killed just before it made the log a spool.
                state = last.inLog(target.file().base());
            }
        }
        follower.resume(state);
        return follower;
    }

    /** Looks whether a log was renamed: what comes belongs into the file that has its name. */
    void reopen() throws IOException {
        for (Follower follower : List.copyOf(byStream.values())) {
            if (follower instanceof LogFollower direct
                    && !Inodes.is(direct.source(), direct.inode)) {
                if (log.isIdle() || !toSpool(direct, new Rotation(logs.rotator().policy()), true)) {
                    listener.failed(
                            "The log %s is not there under its name, and its process goes on writing to the old file until it is restarted."
                                    .formatted(direct.source()));
                }
            }
        }
    }

    /** Rotates what is too large while no run of ours writes to it: that costs one renaming. */
    void rotateIdle(Set files) {
        Rotation rotation = new Rotation(logs.rotator().policy());
        for (LogFile file : files.all()) {
            LogFollower follower = file.follower();
            try {
                // The length of a file that is not there is 0.
                boolean due = file.isDue(file.path().toFile().length());
                if (due && follower == null) {
                    file.moveAside(rotation);
                    logs.rotator().tidy(file);
                } else if (due && byStream.containsValue(follower)) {
                    follower.moveAside(rotation);
                    logs.rotator().tidy(file);
                }
            } catch (IOException e) {
                listener.failed(
                        "The log %s cannot be rotated: %s.".formatted(file.path(), Reasons.of(e)));
            }
        }
    }

    @Override
    public boolean isIdle() {
        return log.isIdle();
    }

    @Override
    public boolean moveAsideIdle(LogFollower follower, Rotation rotation) throws IOException {
        synchronized (log) {
            if (!log.isIdle()) {
                return false;
            }
            follower.moveAside(rotation);
            return true;
        }
    }

    @Override
    public boolean toSpool(LogFollower follower, Rotation rotation, boolean anyway)
            throws IOException {
        synchronized (log) {
            if (!logs.canSpool() || !byStream.containsValue(follower)) {
                return false;
            }
            LogFile file = follower.target.file();
            Path path = spoolPath(file, follower.target.stream());
            SpoolFollower next = spool(follower.target, path);
            boolean done = next.takeOver(follower, rotation, anyway);
            if (done) {
                byStream.replaceAll((_, old) -> old == follower ? next : old);
                next.wake();
            }
            return done;
        }
    }

    /** The follower of a stream; one follows both where they are one file. */
    Follower of(LogStream stream) {
        Follower own = byStream.get(stream);
        Follower found = own == null ? byStream.get(LogStream.OUT) : own;
        if (found == null) {
            throw new IllegalStateException("Nothing is followed.");
        }
        return found;
    }

    Collection<Follower> all() {
        return List.copyOf(byStream.values());
    }

    boolean isEmpty() {
        return byStream.isEmpty();
    }

    /** True when a log that is kept is written by way of a spool. */
    boolean areSpools() {
        return byStream.values().stream()
                .anyMatch(f -> f instanceof SpoolFollower && !f.target.file().discards());
    }

    /** True when a spool holds what is not in its log yet. */
    boolean areBehind() throws IOException {
        for (Follower follower : byStream.values()) {
            if (follower instanceof SpoolFollower && follower.isBehind()) {
                return true;
            }
        }
        return false;
    }

    void close() throws IOException {
        for (Follower follower : byStream.values()) {
            follower.close();
        }
        byStream.clear();
    }

    /** Closes everything, for good. */
    void forget() throws IOException {
        for (Follower follower : byStream.values()) {
            follower.close();
            if (follower instanceof SpoolFollower) {
                Files.deleteIfExists(follower.source());
            }
            logs.forgetCursor(follower.target.key());
        }
        byStream.clear();
    }
}
