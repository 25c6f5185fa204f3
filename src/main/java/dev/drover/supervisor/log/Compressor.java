package dev.drover.supervisor.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Compresses rotated logs, one after the other, on a thread of its own: a service that floods is
 * put aside faster than it can be compressed. The thread has the priority of the others, because
 * each collection of garbage waits until no thread computes. What it has not come to is compressed
 * after the next rotation. Safe for use by several threads.
 */
final class Compressor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Compressor.class);
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(
                    1,
                    1,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("drover-compression").factory());
    private final Set<Path> waiting = new HashSet<>();

    Compressor() {
        executor.allowCoreThreadTimeOut(true);
    }

    /** Compresses files that nobody writes to, soon. */
    void compress(List<Path> files) {
        for (Path file : files) {
            boolean isNew;
            synchronized (waiting) {
                isNew = waiting.add(file);
            }
            if (isNew) {
                begin(file);
            }
        }
    }

    private void begin(Path file) {
        try {
            executor.execute(() -> compress(file));
        } catch (RejectedExecutionException _) {
            // Closed: the next supervisor compresses it.
            return;
        }
    }

    /** The boundary of one file: when it fails it stays as it is. */
    private void compress(Path file) {
        try {
            Archives.compress(file);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The rotated log {} cannot be compressed.", file, e);
        }
        synchronized (waiting) {
            waiting.remove(file);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
