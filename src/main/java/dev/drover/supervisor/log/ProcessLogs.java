package dev.drover.supervisor.log;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.FileWatcher;
import dev.drover.domain.Home;
import dev.drover.domain.LogHits;
import dev.drover.domain.LogRotation;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The logs of all entries of one supervisor: one thread that follows files, one watcher, one index
 * folder. Safe for use by several threads.
 */
public final class ProcessLogs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLogs.class);

    /** Of 64 KiB each, and the text made of them. */
    private static final int MAX_CHUNKS = 64;

    private static final Path NULL_DEVICE = Path.of("/dev/null");

    private final Path indexFolder;
    private final Path spoolFolder;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("drover-logs").factory());
    private final ChunkBudget budget = new ChunkBudget(MAX_CHUNKS);
    private final LogCursors cursors;
    private final LogRotator rotator = new LogRotator(this::open);
    private final LogReaders readers = new LogReaders(this);
    private final Map<Path, Shared> files = new HashMap<>();
    private @Nullable FileWatcher watcher;

    /** All that are kept, unless that has changed. */
    private @Nullable List<LogFile> open;

    /** A file and how many users it has. */
    private static final class Shared {
        private final LogFile file;
        private int users;

        private Shared(LogFile file) {
            this.file = file;
        }
    }

    public ProcessLogs(Home home) {
        this.indexFolder = home.index();
        this.spoolFolder = home.spool();
        this.cursors = new LogCursors(home.index().resolve("positions"));
    }

    /** The log of an entry; makes no file yet. */
    public ProcessLog open(int id, String name, LogSettings settings, LogListener listener) {
        return new ProcessLog(this, id, name, settings, listener);
    }

    /**
     * Says when logs are rotated. {@code policy} is asked again from time to time, on a thread that
     * may block.
     */
    public void rotateBy(Supplier<LogRotation> policy) {
        rotator.policy(policy);
    }

    /** True for the paths that PM2 takes for "no log". */
    public static boolean isOff(Path path) {
        Path last = path.getFileName();
        return path.equals(NULL_DEVICE) || last != null && last.toString().equals("NULL");
    }

    ChunkBudget budget() {
        return budget;
    }

    LogRotator rotator() {
        return rotator;
    }

    /**
     * True when a service can append to a spool while what was copied of it is given back to the
     * disk.
     */
    boolean canSpool() {
        return ChildProcesses.backend().equals("native");
    }

    Path spoolFolder() {
        return spoolFolder;
    }

    /** The cursor of this key; null when none can be kept, so that a log begins at its end. */
    @Nullable LogCursor cursor(long key) {
        try {
            return cursors.get(key);
        } catch (IOException e) {
            LOG.warn("Positions in logs cannot be kept in {}.", indexFolder, e);
            return null;
        }
    }

    void forgetCursor(long key) {
        cursors.remove(key);
    }

    /** Opened with the first log: a supervisor that starts has more urgent things to do. */
    synchronized FileWatcher watcher() {
        FileWatcher open = watcher;
        if (open == null) {
            open = ChildProcesses.openFileWatcher();
            watcher = open;
        }
        return open;
    }

    void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException _) {
            // Closed: nobody waits for logs any more.
            return;
        }
    }

    /** Runs a task in a second, on any thread: what failed is tried again. */
    void soon(Runnable task) {
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(task);
    }

    synchronized LogFile acquire(Path path) throws IOException {
        Shared shared = files.get(path);
        if (shared == null) {
            shared = new Shared(new LogFile(path, indexFile(path)));
            shared.file.limit(rotator.policy().maxBytes());
            files.put(path, shared);
            open = null;
        }
        shared.users++;
        return shared.file;
    }

    synchronized void release(LogFile file) throws IOException {
        Shared shared = files.get(file.path());
        if (shared != null && --shared.users == 0) {
            files.remove(file.path());
            open = null;
            file.close();
        }
    }

    /** The same list until a file is opened or closed. */
    private synchronized Collection<LogFile> open() {
        List<LogFile> all = open;
        if (all == null) {
            all =
                    files.values().stream()
                            .map(shared -> shared.file)
                            .filter(file -> !file.discards())
                            .toList();
            open = all;
        }
        return all;
    }

    private Path indexFile(Path log) {
        return indexFolder.resolve(
                log.getFileName() + "." + Integer.toHexString(log.toString().hashCode()));
    }

    /**
     * The end of both files of an entry. Blocks.
     *
     * @param outEnd where the log of the standard output ends for the reader; -1 for the size of
     *     its file
     * @throws IOException when a file cannot be read
     */
    LogTail tail(LogSettings settings, long outEnd, long errEnd, int maxBytes) throws IOException {
        LogFile out = acquire(settings.out());
        LogFile err = acquire(settings.err());
        try {
            // So that no rotation comes between the end of a file and its bytes.
            synchronized (out) {
                synchronized (err) {
                    return LogTails.read(
                            part(LogStream.OUT, out, outEnd),
                            out == err
                                    ? LogTails.Part.none(LogStream.ERR, err.path(), 0)
                                    : part(LogStream.ERR, err, errEnd),
                            maxBytes);
                }
            }
        } finally {
            release(out);
            release(err);
        }
    }

    /**
     * Lines of one log of an entry. Fails with an {@link java.io.UncheckedIOException} when it
     * cannot be read.
     */
    public CompletableFuture<LogWindow> window(LogSettings settings, LogWindowRequest request) {
        return readers.window(settings, request);
    }

    /** Searches one log of an entry; fails as {@link #window} does. */
    public CompletableFuture<LogHits> search(LogSettings settings, LogSearchRequest request) {
        return readers.search(settings, request);
    }

    /** The last {@code maxBytes} bytes of a log from {@code begin} on. */
    LogTail end(LogFile file, long begin, int maxBytes) throws IOException {
        synchronized (file) {
            LogTails.Part all = part(LogStream.ERR, file, -1);
            int length = (int) Math.max(0, Math.min(maxBytes, all.end() - begin));
            LogTails.Part part =
                    new LogTails.Part(all.stream(), all.path(), all.base(), all.end(), List.of());
            return LogTails.read(LogTails.Part.none(LogStream.OUT, file.path(), 0), part, length);
        }
    }

    private static LogTails.Part part(LogStream stream, LogFile file, long end) throws IOException {
        Path path = file.path();
        if (isOff(path) || Files.notExists(path)) {
            return LogTails.Part.none(stream, path, isOff(path) ? Math.max(0, end) : 0);
        }
        long base = file.base();
        long counted = end >= 0 ? Math.max(base, end) : base + Files.size(path);
        return new LogTails.Part(stream, path, base, counted, file.index().read());
    }

    @Override
    public synchronized void close() {
        rotator.close();
        readers.close();
        executor.shutdownNow();
        if (watcher != null) {
            watcher.close();
        }
        try {
            cursors.close();
        } catch (IOException e) {
            LOG.warn("The positions of the logs did not close cleanly.", e);
        }
    }
}
