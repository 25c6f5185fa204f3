package dev.drover.supervisor.log;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.Stdio;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The log of one entry over all its runs. Methods that do file work say so; the class is safe for
 * several threads.
 */
public final class ProcessLog implements AutoCloseable {

    /** How long the pipes of an ended process are read on when another process still holds them. */
    private static final long PIPE_GRACE_MILLIS = 300;

    private static final int LAST_LINES = 20;
    private static final int LAST_LINES_BYTES = 4096;

    private final ProcessLogs logs;
    private final int id;
    private final String name;
    private final LogSettings settings;
    private final LogListener listener;

    private @Nullable LogFile out;
    private @Nullable LogFile err;
    private @Nullable LogFile combined;
    private final Followers followers;
    private final List<LogWriter> writers = new ArrayList<>();
    private Way way = Way.NONE;
    private boolean closed;
    private int run;
    private int active;
    private long errBegin;

    /** How the output of a run gets into its log. */
    private enum Way {
        NONE,
        /** The service appends to its log. */
        DIRECT,
        /** The service appends to a spool, which is copied. */
        SPOOL,
        /** The service writes into a pipe. */
        PIPE
    }

    ProcessLog(ProcessLogs logs, int id, String name, LogSettings settings, LogListener listener) {
        this.logs = logs;
        this.id = id;
        this.name = name;
        this.settings = settings;
        this.listener = listener;
        this.followers = new Followers(this, logs, id, LineFormat.of(settings, id, name), listener);
    }

    public LogSettings settings() {
        return settings;
    }

    /** The runs so far that other logs of the entry know of, so that no number comes twice. */
    public synchronized void continueAfter(int lastRun) {
        run = Math.max(run, lastRun);
    }

    /**
     * Makes the files ready for a new run. Does file work. Where a log cannot be written its
     * service runs all the same: what it writes is kept in a spool until it can.
     *
     * @param shared true when another entry writes to the same files
     * @return the number of the run, one more than the last that the index knows
     */
    public synchronized int beginRun(boolean shared) throws IOException {
        if (settings.disabled() || closed) {
            return ++run;
        }
        logs.rotator().start();
        acquireFiles();
        logs.rotator().lookAtNewDisks();
        run = Math.max(run, Math.max(lastRun(out), lastRun(err))) + 1;
        writers.clear();
        if (active == 0) {
            followers.rotateIdle(files());
        }
        boolean copied = shared || !settings.isExact() || files().discardAny() && !logs.canSpool();
        if (active == 0 || way == Way.NONE) {
            choose(copied);
        } else if (way == Way.PIPE) {
            beginPipe();
        } else {
            followers.beginRun(run);
        }
        active++;
        return run;
    }

    private void choose(boolean copied) throws IOException {
        way = Way.PIPE;
        if (!copied && !(followers.areSpools() && followers.areBehind()) && beginDirect()) {
            way = Way.DIRECT;
        } else if (logs.canSpool() && beginSpool()) {
            way = Way.SPOOL;
            if (!copied) {
                followers.all().forEach(Follower::alarmed);
            }
        } else {
            beginPipe();
        }
    }

    private boolean beginDirect() {
        try {
            for (LogFile file : files().all()) {
                if (!Files.isRegularFile(file.path())) {
                    PrivateFiles.createFile(file.path());
                }
                if (!Files.isWritable(file.path()) || !Files.isRegularFile(file.path())) {
                    throw new AccessDeniedException(file.path().toString());
                }
            }
            followers.open(files(), false);
            followers.beginRun(run);
            return true;
        } catch (IOException e) {
            listener.failed(
                    "The log files of %s cannot be written: %s. Its output is kept in %s until then."
                            .formatted(name, Reasons.of(e), logs.spoolFolder()));
            return false;
        }
    }

    private boolean beginSpool() {
        try {
            followers.open(files(), true);
            followers.beginRun(run);
            return true;
        } catch (IOException e) {
            listener.failed(
                    "The output of %s cannot be kept in %s: %s."
                            .formatted(name, logs.spoolFolder(), Reasons.of(e)));
            return false;
        }
    }

    private void beginPipe() throws IOException {
        followers.close();
        errBegin = err == null ? 0 : err.endOr(0);
    }

    /**
     * Goes on with a run that a supervisor before this one has started, at the byte that it had
     * come to, whether the run goes on or has ended meanwhile. Does file work. To be called instead
     * of {@link #beginRun}.
     *
     * @return the number of the run; 0 when nothing is known about it, so that its output is
     *     followed from the end of its files
     * @throws IOException when it cannot be followed; the run counts all the same
     */
    public synchronized int resume() throws IOException {
        if (settings.disabled() || closed) {
            return 0;
        }
        active++;
        int resumed;
        try {
            logs.rotator().start();
            acquireFiles();
            logs.rotator().lookAtNewDisks();
            resumed = followers.resume(files());
        } catch (IOException e) {
            followers.close();
            // Its service still writes to them: files that nobody follows are not to be rotated.
            releaseFiles();
            throw e;
        }
        way = followers.areSpools() ? Way.SPOOL : Way.DIRECT;
        run = Math.max(run, Math.max(resumed, Math.max(lastRun(out), lastRun(err))));
        return resumed;
    }

    /**
     * Follows what has become of the files: a log that was renamed, as logrotate does it, keeps
     * what is in it, and what comes goes into a new file of its old name. Completes on a log
     * thread; what cannot be done is told the listener.
     */
    public CompletableFuture<Void> reopen() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        logs.execute(
                () -> {
                    try {
                        reopenNow();
                    } catch (IOException e) {
                        listener.failed(
                                "The log files of %s cannot be opened anew: %s."
                                        .formatted(name, Reasons.of(e)));
                    }
                    answer.complete(null);
                });
        return answer;
    }

    private synchronized void reopenNow() throws IOException {
        followers.reopen();
        for (LogFile file : Stream.of(out, err, combined).flatMap(Stream::ofNullable).toList()) {
            if (file.follower() == null) {
                file.reopen();
            }
        }
    }

    private void acquireFiles() throws IOException {
        if (out == null) {
            out = logs.acquire(settings.out());
        }
        if (err == null) {
            err = logs.acquire(settings.err());
        }
        if (combined == null
                && settings.combined().filter(path -> !ProcessLogs.isOff(path)).isPresent()) {
            combined = logs.acquire(settings.combined().get());
        }
    }

    private Followers.Set files() {
        return new Followers.Set(out, err, combined);
    }

    private static int lastRun(@Nullable LogFile file) throws IOException {
        return file == null ? 0 : file.index().lastRun();
    }

    /** True when no run writes to the files. */
    synchronized boolean isIdle() {
        return active == 0;
    }

    /** What descriptor 1 or 2 of the run that begins is connected to. */
    public synchronized Stdio stdio(LogStream stream) {
        LogFile file = stream == LogStream.OUT ? out : err;
        if (settings.disabled() || file == null) {
            return new Stdio.Ignore();
        }
        return way == Way.PIPE
                ? new Stdio.Pipe()
                : new Stdio.AppendTo(followers.of(stream).source());
    }

    /** Connects the pipes of the child that was started, where it has any. */
    public synchronized void attach(ChildProcess child) {
        if (way != Way.PIPE) {
            return;
        }
        LineFormat format = LineFormat.of(settings, id, name);
        LogFile outFile = out;
        LogFile errFile = err;
        if (outFile != null) {
            child.stdout().ifPresent(pipe -> startWriter(LogStream.OUT, outFile, format, pipe));
        }
        if (errFile != null) {
            child.stderr().ifPresent(pipe -> startWriter(LogStream.ERR, errFile, format, pipe));
        }
    }

    private void startWriter(LogStream stream, LogFile file, LineFormat format, InputStream pipe) {
        LogWriter writer =
                new LogWriter(stream, file, combined, format, listener, logs.rotator(), run);
        writers.add(writer);
        writer.start(pipe, "drover-log-" + name + "-" + stream);
    }

    /**
     * Hands on everything that the ended run wrote; then {@code done} gets the last lines of its
     * standard error, on a log thread. Once for each run.
     */
    public void drain(Consumer<List<String>> done) {
        logs.execute(
                () ->
                        drainNow(
                                lines -> {
                                    ended();
                                    done.accept(lines);
                                }));
    }

    /** The run that was begun comes to nothing: its process could not be started. */
    public void abandonRun() {
        ended();
    }

    private synchronized void ended() {
        active = Math.max(0, active - 1);
    }

    private synchronized void drainNow(Consumer<List<String>> done) {
        // With the lock, so that no follower is exchanged for another one meanwhile.
        Collection<Follower> draining = followers.all();
        if (!writers.isEmpty()) {
            CompletableFuture.allOf(
                            writers.stream()
                                    .map(LogWriter::ended)
                                    .toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, PIPE_GRACE_MILLIS, TimeUnit.MILLISECONDS)
                    .thenRun(() -> logs.execute(() -> done.accept(lastErrorLines())));
        } else if (draining.isEmpty()) {
            logs.execute(() -> done.accept(lastErrorLines()));
        } else {
            AtomicInteger open = new AtomicInteger(draining.size());
            for (Follower follower : draining) {
                follower.drain(
                        () -> {
                            if (open.decrementAndGet() == 0) {
                                done.accept(lastErrorLines());
                            }
                        });
            }
        }
    }

    private synchronized List<String> lastErrorLines() {
        LogFile file = err;
        if (file == null || settings.disabled()) {
            return List.of();
        }
        try {
            long begin = followers.isEmpty() ? errBegin : followers.of(LogStream.ERR).logRunBegin();
            LogTail tail = logs.end(file, begin, LAST_LINES_BYTES);
            List<String> lines =
                    tail.chunks().stream().flatMap(chunk -> chunk.text().lines()).toList();
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException e) {
            listener.failed("The last lines of " + file.path() + " cannot be read: " + e);
            return List.of();
        }
    }

    /** The last {@code maxBytes} bytes of both logs, as far as they were handed on. */
    public CompletableFuture<LogTail> tail(int maxBytes) {
        CompletableFuture<LogTail> answer = new CompletableFuture<>();
        logs.execute(
                () -> {
                    try {
                        answer.complete(readTail(maxBytes));
                    } catch (IOException e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    /** Where nothing is followed, the files count as they are. */
    private synchronized LogTail readTail(int maxBytes) throws IOException {
        long outEnd = -1;
        long errEnd = -1;
        if (!followers.isEmpty()) {
            outEnd = out == null ? 0 : followers.of(LogStream.OUT).logPosition();
            errEnd = err == null ? 0 : followers.of(LogStream.ERR).logPosition();
        }
        return logs.tail(settings, outEnd, errEnd, maxBytes);
    }

    @Override
    public synchronized void close() throws IOException {
        followers.forget();
        closed = true;
        releaseFiles();
    }

    /** As {@link #close}, but the next supervisor goes on where this one ended. */
    public synchronized void leave() throws IOException {
        followers.close();
        closed = true;
        releaseFiles();
    }

    private void releaseFiles() throws IOException {
        for (LogFile file : Stream.of(out, err, combined).flatMap(Stream::ofNullable).toList()) {
            logs.release(file);
        }
        out = null;
        err = null;
        combined = null;
    }
}
