package dev.drover.supervisor.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Compresses rotated logs, one after the other, on a thread of its own, when their log was not
 * rotated again for a moment. A service that floods is put aside faster than it can be compressed:
 * it would take a processor from everybody, for files that are the next to be deleted. The thread
 * has the priority of the others, because each collection of garbage waits until no thread
 * computes. What it has not come to is compressed after the next rotation. Safe for use by several
 * threads.
 */
final class Compressor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Compressor.class);
    private static final int IDLE_SECONDS = 10;

    /** A log of the usual size takes about as long to be compressed. */
    private static final Duration CALM = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("drover-compression").factory());
    private final Map<Path, Future<?>> waiting = new HashMap<>();

    Compressor() {
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Compresses files that nobody writes to, soon.
     *
     * @param log whose rotated files they are
     * @param files all of them, those of calls before as well
     */
    void compress(Path log, List<Path> files) {
        compress(log, files, CALM);
    }

    /**
     * @param calm how long the log is not to be rotated again until then
     */
    synchronized void compress(Path log, List<Path> files, Duration calm) {
        Future<?> before = waiting.remove(log);
        if (before != null) {
            before.cancel(false);
        }
        if (files.isEmpty()) {
            return;
        }
        try {
            waiting.put(
                    log,
                    executor.schedule(
                            () -> compressNow(log, files), calm.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException _) {
            // Closed: the next supervisor compresses them.
            return;
        }
    }

    /** The logs that wait to be calm. */
    synchronized Set<Path> waiting() {
        return Set.copyOf(waiting.keySet());
    }

    private void compressNow(Path log, List<Path> files) {
        synchronized (this) {
            waiting.remove(log);
        }
        for (Path file : files) {
            if (executor.isShutdown() || isWaiting(log)) {
                return;
            }
            compress(file);
        }
    }

    /** Rotated again: what is left is compressed with the new file. */
    private synchronized boolean isWaiting(Path log) {
        return waiting.containsKey(log);
    }

    /** The boundary of one file: when it fails it stays as it is. */
    private static void compress(Path file) {
        try {
            Archives.compress(file);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The rotated log {} cannot be compressed.", file, e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
