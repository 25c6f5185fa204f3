package dev.drover.supervisor.log;

import dev.drover.domain.LogRotation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Rotates logs that are too large, or whose time has come, on a thread of its own: copying takes
 * its time. The thread begins with the first run. Safe for use by several threads.
 */
final class LogRotator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogRotator.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** How long a log is waited for whose last line is not complete. */
    private static final int MAX_TRIES = 20;

    private static final long RETRY_MILLIS = 50;

    private final Supplier<Collection<LogFile>> files;
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("drover-rotation").factory());
    private final Compressor compressor = new Compressor();
    private final DiskWatch disks = new DiskWatch();
    private final Set<LogFile> queued = new HashSet<>();
    private volatile Supplier<LogRotation> source = () -> LogRotation.DEFAULT;
    private volatile LogRotation policy = LogRotation.DEFAULT;
    private Optional<Instant> next = Optional.empty();
    private boolean started;
    private final AtomicBoolean looksSoon = new AtomicBoolean();

    LogRotator(Supplier<Collection<LogFile>> files) {
        this.files = files;
    }

    /** What counts from now on, asked for again at each look at the logs. */
    void policy(Supplier<LogRotation> wanted) {
        source = wanted;
        synchronized (this) {
            if (started) {
                execute(this::look);
            } else {
                policy = wanted.get();
            }
        }
    }

    LogRotation policy() {
        return policy;
    }

    /** Begins to look at the logs. */
    synchronized void start() {
        if (!started) {
            started = true;
            policy = source.get();
            next = policy.schedule().flatMap(s -> s.after(Instant.now()));
            schedule(this::lookAtDisks, DiskWatch.SHORTEST_MILLIS);
            executor.scheduleWithFixedDelay(
                    this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A run begins, which may write to another disk than those before: looks in a second. */
    void lookAtNewDisks() {
        if (looksSoon.compareAndSet(false, true)) {
            schedule(this::lookSoon, DiskWatch.SHORTEST_MILLIS);
        }
    }

    private void schedule(Runnable task, long millis) {
        try {
            executor.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed: the next supervisor looks again.
            return;
        }
    }

    /** Rotates a log soon. */
    void rotate(LogFile file) {
        boolean isNew;
        synchronized (queued) {
            isNew = queued.add(file);
        }
        if (isNew) {
            execute(() -> rotateNow(file, 0));
        }
    }

    /** Lets a log begin anew that was deleted while its service writes. */
    void replaceDeleted(LogFollower follower) {
        execute(
                () -> {
                    try {
                        if (!follower.owner().isIdle()) {
                            follower.owner().toSpool(follower, new Rotation(policy), true);
                        }
                    } catch (IOException e) {
                        LOG.warn("A log that was deleted does not come back.", e);
                    }
                });
    }

    /** Compresses and counts the rotated files of a log that was put aside while it was idle. */
    void tidy(LogFile file) {
        execute(
                () -> {
                    try {
                        compressor.compress(
                                file.path(),
                                new Rotation(policy).archives().tidy(file.path(), false));
                    } catch (IOException e) {
                        LOG.warn("The rotated files of {} cannot be kept small.", file.path(), e);
                    }
                });
    }

    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException _) {
            // Closed: the next supervisor looks again.
            return;
        }
    }

    private void lookAtDisks() {
        schedule(this::lookAtDisks, lookOnce());
    }

    /** Again and again, as long as there is a disk that cannot wait. */
    private void lookSoon() {
        looksSoon.set(false);
        long next = lookOnce();
        if (next < DiskWatch.LONGEST_MILLIS && looksSoon.compareAndSet(false, true)) {
            schedule(this::lookSoon, next);
        }
    }

    /**
     * The boundary of a look: one that fails is not the last.
     *
     * @return when to look again, in milliseconds
     */
    private long lookOnce() {
        try {
            return disks.look(files.get());
        } catch (RuntimeException e) {
            LOG.warn("The disks of the logs cannot be looked at.", e);
            return INTERVAL.toMillis();
        }
    }

    private void look() {
        try {
            lookAtSizes();
        } catch (RuntimeException e) {
            LOG.warn("The sizes of the logs cannot be looked at.", e);
        }
    }

    private void lookAtSizes() {
        LogRotation before = policy;
        policy = source.get();
        // Not the records: the first comparison of two links a dozen method handles, 6 MB of the
        // compiler's memory.
        if (!policy.schedule().equals(before.schedule())) {
            next = policy.schedule().flatMap(s -> s.after(Instant.now()));
        }
        boolean all = next.filter(time -> !Instant.now().isBefore(time)).isPresent();
        if (all) {
            next = policy.schedule().flatMap(s -> s.after(Instant.now()));
        }
        for (LogFile file : files.get()) {
            file.limit(policy.maxBytes());
            if (all || file.isDue(size(file.path()))) {
                rotate(file);
            }
        }
    }

    /** By one system call, for there may be hundreds. Whoever writes to it says what is wrong. */
    private static long size(Path log) {
        return log.toFile().length();
    }

    /** The boundary of a rotation: when one fails the log goes on as it is. */
    private void rotateNow(LogFile file, int tries) {
        try {
            Rotation rotation = new Rotation(policy);
            LogFollower follower = file.follower();
            boolean idle = false;
            if (follower == null) {
                file.moveAside(rotation);
            } else if (follower.owner().moveAsideIdle(follower, rotation)) {
                idle = true;
            } else if (!cutHead(rotation, file, follower)
                    && !follower.owner().toSpool(follower, rotation, tries >= MAX_TRIES)
                    && tries < MAX_TRIES) {
                executor.schedule(
                        () -> rotateNow(file, tries + 1), RETRY_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
            compressor.compress(file.path(), rotation.archives().tidy(file.path(), !idle));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The log {} cannot be rotated.", file.path(), e);
        }
        synchronized (queued) {
            queued.remove(file);
        }
    }

    private static boolean cutHead(Rotation rotation, LogFile file, LogFollower follower) {
        try {
            return rotation.cutHead(file, follower);
        } catch (IOException e) {
            LOG.debug("The log {} cannot be cut in place.", file.path(), e);
            return false;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        compressor.close();
    }
}
