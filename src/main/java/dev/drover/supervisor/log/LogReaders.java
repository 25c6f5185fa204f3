package dev.drover.supervisor.log;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.logfile.LogFileSource;
import dev.drover.logfile.LogReader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Who reads in the logs for those that ask, on threads of its own: a search must not keep the
 * followers of logs waiting. Keeps what it knows of the logs that were read last. Safe for use by
 * several threads.
 */
final class LogReaders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogReaders.class);

    /** Logs whose lines are known: 512 KB each. */
    private static final int MAX_READERS = 16;

    private static final int THREADS = 2;
    private static final int IDLE_SECONDS = 10;

    private final ProcessLogs logs;
    private final ThreadPoolExecutor readers = pool("drover-log-reader", THREADS);
    private final ThreadPoolExecutor counter = pool("drover-log-lines", 1);
    private final Map<Path, Open> open = new LinkedHashMap<>(MAX_READERS, 0.75f, true);
    private boolean closed;

    private record Open(LogFile file, LogReader reader) {}

    LogReaders(ProcessLogs logs) {
        this.logs = logs;
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name(name).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Fails with an {@link UncheckedIOException} when the log cannot be read. */
    CompletableFuture<LogWindow> window(LogSettings settings, LogWindowRequest request) {
        return read(
                settings,
                request.stream(),
                new LogWindow(List.of(), 0, 0, 0, 0, 0, 0),
                reader -> reader.window(request));
    }

    /** Fails with an {@link UncheckedIOException} when the log cannot be read. */
    CompletableFuture<LogHits> search(LogSettings settings, LogSearchRequest request) {
        return read(
                settings,
                request.stream(),
                new LogHits(List.of(), 0, true, false),
                reader -> reader.search(request));
    }

    private interface Reading<T> {
        T from(LogReader reader) throws IOException;
    }

    private <T> CompletableFuture<T> read(
            LogSettings settings, LogStream stream, T nothing, Reading<T> reading) {
        Path path = settings.file(stream);
        boolean shared = stream == LogStream.ERR && settings.out().equals(settings.err());
        if (shared || ProcessLogs.isOff(path)) {
            return CompletableFuture.completedFuture(nothing);
        }
        try {
            return CompletableFuture.supplyAsync(() -> readNow(path, reading), readers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> T readNow(Path path, Reading<T> reading) {
        try {
            return reading.from(reader(path));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The log %s cannot be read: %s.".formatted(path, Reasons.of(e)), e);
        }
    }

    private synchronized LogReader reader(Path path) throws IOException {
        if (closed) {
            throw new IOException("The supervisor is ending");
        }
        Open known = open.get(path);
        if (known != null) {
            return known.reader();
        }
        LogFile file = logs.acquire(path);
        LogReader reader =
                new LogReader(new Source(file), new IndexTimes(file), this::countInBackground);
        open.put(path, new Open(file, reader));
        if (open.size() > MAX_READERS) {
            Path oldest = open.keySet().iterator().next();
            forget(oldest);
        }
        return reader;
    }

    private void countInBackground(Runnable counting) {
        try {
            counter.execute(counting);
        } catch (RejectedExecutionException _) {
            // Closed: nobody waits for line numbers any more.
            return;
        }
    }

    private record Source(LogFile file) implements LogFileSource {
        @Override
        public Path path() {
            return file.path();
        }

        @Override
        public long base() {
            return file.base();
        }

        @Override
        public Object lock() {
            return file;
        }
    }

    private void forget(Path path) {
        Open gone = open.remove(path);
        if (gone != null) {
            gone.reader().close();
            try {
                logs.release(gone.file());
            } catch (IOException e) {
                LOG.debug("The index of {} did not close cleanly.", path, e);
            }
        }
    }

    @Override
    public void close() {
        readers.shutdown();
        counter.shutdown();
        synchronized (this) {
            closed = true;
            new ArrayList<>(open.keySet()).forEach(this::forget);
        }
    }
}
