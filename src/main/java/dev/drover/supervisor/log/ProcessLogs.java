package dev.drover.supervisor.log;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.FileWatcher;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * The logs of all entries of one supervisor: one thread that follows files, one watcher, one index
 * folder. Safe for use by several threads.
 */
public final class ProcessLogs implements AutoCloseable {

    /** Of 64 KiB each, and the text made of them. */
    private static final int MAX_CHUNKS = 64;

    private static final Path NULL_DEVICE = Path.of("/dev/null");

    private final Path indexFolder;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("drover-logs").factory());
    private final ChunkBudget budget = new ChunkBudget(MAX_CHUNKS);
    private final Map<Path, Shared> files = new HashMap<>();
    private @Nullable FileWatcher watcher;

    /** A file and how many users it has. */
    private static final class Shared {
        private final LogFile file;
        private int users;

        private Shared(LogFile file) {
            this.file = file;
        }
    }

    public ProcessLogs(Path indexFolder) {
        this.indexFolder = indexFolder;
    }

    /** The log of an entry; makes no file yet. */
    public ProcessLog open(int id, String name, LogSettings settings, LogListener listener) {
        return new ProcessLog(this, id, name, settings, listener);
    }

    /** True for the paths that PM2 takes for "no log". */
    public static boolean isOff(Path path) {
        Path last = path.getFileName();
        return path.equals(NULL_DEVICE) || last != null && last.toString().equals("NULL");
    }

    ChunkBudget budget() {
        return budget;
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

    synchronized LogFile acquire(Path path) throws IOException {
        Shared shared = files.get(path);
        if (shared == null) {
            shared = new Shared(new LogFile(path, indexFile(path)));
            files.put(path, shared);
        }
        shared.users++;
        return shared.file;
    }

    synchronized void release(LogFile file) throws IOException {
        Shared shared = files.get(file.path());
        if (shared != null && --shared.users == 0) {
            files.remove(file.path());
            file.close();
        }
    }

    private Path indexFile(Path log) {
        return indexFolder.resolve(
                log.getFileName() + "." + Integer.toHexString(log.toString().hashCode()));
    }

    /**
     * The end of both files of an entry without an open log. Blocks.
     *
     * @throws IOException when a file cannot be read
     */
    LogTail tail(LogSettings settings, long outEnd, long errEnd, int maxBytes) throws IOException {
        LogTails.Part out = part(LogStream.OUT, settings.out(), outEnd);
        LogTails.Part err =
                settings.err().equals(settings.out())
                        ? new LogTails.Part(LogStream.ERR, settings.err(), 0, List.of())
                        : part(LogStream.ERR, settings.err(), errEnd);
        return LogTails.read(out, err, maxBytes);
    }

    private LogTails.Part part(LogStream stream, Path path, long end) throws IOException {
        if (isOff(path) || Files.notExists(path)) {
            return new LogTails.Part(stream, path, 0, List.of());
        }
        LogFile file = acquire(path);
        try {
            long counted = end >= 0 ? end : Files.size(path);
            return new LogTails.Part(stream, path, counted, file.index().read());
        } finally {
            release(file);
        }
    }

    @Override
    public synchronized void close() {
        executor.shutdownNow();
        if (watcher != null) {
            watcher.close();
        }
    }
}
