package dev.drover.supervisor.log;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.Stdio;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
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
    private final List<LogFollower> followers = new ArrayList<>();
    private final List<LogWriter> writers = new ArrayList<>();
    private boolean piped;
    private boolean closed;
    private int run;
    private long errBegin;

    ProcessLog(ProcessLogs logs, int id, String name, LogSettings settings, LogListener listener) {
        this.logs = logs;
        this.id = id;
        this.name = name;
        this.settings = settings;
        this.listener = listener;
    }

    public LogSettings settings() {
        return settings;
    }

    /** The runs so far that other logs of the entry know of, so that no number comes twice. */
    public synchronized void continueAfter(int lastRun) {
        run = Math.max(run, lastRun);
    }

    /**
     * Makes the files ready for a new run. Does file work.
     *
     * @param shared true when another entry writes to the same files
     * @return the number of the run, one more than the last that the index knows
     */
    public synchronized int beginRun(boolean shared) throws IOException {
        if (settings.disabled() || closed) {
            return ++run;
        }
        acquireFiles();
        run = Math.max(run, Math.max(lastRun(out), lastRun(err))) + 1;
        writers.clear();
        piped = shared || settings.json() || settings.dateFormat().isPresent();
        if (piped) {
            closeFollowers();
            for (LogFile file : files()) {
                file.reopen();
            }
        } else {
            if (followers.isEmpty()) {
                openFollowers();
            }
            for (LogFollower follower : followers) {
                follower.beginRun(run);
            }
        }
        errBegin = err == null || !piped ? 0 : Files.size(err.path());
        return run;
    }

    /**
     * Goes on with a run that a former supervisor began: what its files get from now on is told.
     * Does file work.
     *
     * @param shared as for {@link #beginRun}
     */
    public synchronized void resumeRun(int number, boolean shared) throws IOException {
        run = Math.max(run, number);
        if (settings.disabled() || closed) {
            return;
        }
        acquireFiles();
        piped = shared || settings.json() || settings.dateFormat().isPresent();
        if (!piped) {
            openFollowers();
            for (LogFollower follower : followers) {
                follower.resumeRun(number);
            }
        }
        errBegin = err == null || !piped ? 0 : Files.size(err.path());
    }

    private void acquireFiles() throws IOException {
        if (out == null && !ProcessLogs.isOff(settings.out())) {
            out = logs.acquire(settings.out());
        }
        if (err == null && !ProcessLogs.isOff(settings.err())) {
            err = logs.acquire(settings.err());
        }
        if (combined == null
                && settings.combined().filter(path -> !ProcessLogs.isOff(path)).isPresent()) {
            combined = logs.acquire(settings.combined().get());
        }
    }

    private static int lastRun(@Nullable LogFile file) throws IOException {
        return file == null ? 0 : file.index().lastRun();
    }

    private void openFollowers() {
        if (out != null) {
            followers.add(follower(LogStream.OUT, out));
        }
        if (err != null && err != out) {
            followers.add(follower(LogStream.ERR, err));
        }
    }

    private LogFollower follower(LogStream stream, LogFile file) {
        return new LogFollower(
                stream, file, combined, logs.watcher(), logs::execute, logs.budget(), listener);
    }

    /** What descriptor 1 or 2 of the run that begins is connected to. */
    public synchronized Stdio stdio(LogStream stream) {
        LogFile file = stream == LogStream.OUT ? out : err;
        if (settings.disabled() || file == null) {
            return new Stdio.Ignore();
        }
        return piped ? new Stdio.Pipe() : new Stdio.AppendTo(file.path());
    }

    /** Connects the pipes of the child that was started, where it has any. */
    public synchronized void attach(ChildProcess child) {
        LineFormat format = LineFormat.of(settings, id, name);
        LogFile outFile = out;
        LogFile errFile = err;
        if (piped && outFile != null) {
            child.stdout().ifPresent(pipe -> startWriter(LogStream.OUT, outFile, format, pipe));
        }
        if (piped && errFile != null) {
            child.stderr().ifPresent(pipe -> startWriter(LogStream.ERR, errFile, format, pipe));
        }
    }

    private void startWriter(LogStream stream, LogFile file, LineFormat format, InputStream pipe) {
        LogWriter writer = new LogWriter(stream, file, combined, format, listener, run);
        writers.add(writer);
        writer.start(pipe, "drover-log-" + name + "-" + stream);
    }

    /**
     * Hands on everything that the ended run wrote; then {@code done} gets the last lines of its
     * standard error, on a log thread.
     */
    public void drain(Consumer<List<String>> done) {
        logs.execute(() -> drainNow(done));
    }

    private void drainNow(Consumer<List<String>> done) {
        List<LogFollower> draining;
        List<CompletableFuture<Void>> ends;
        synchronized (this) {
            draining = List.copyOf(followers);
            ends = writers.stream().map(LogWriter::ended).toList();
        }
        if (!ends.isEmpty()) {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, PIPE_GRACE_MILLIS, TimeUnit.MILLISECONDS)
                    .thenRun(() -> logs.execute(() -> done.accept(lastErrorLines())));
        } else if (draining.isEmpty()) {
            logs.execute(() -> done.accept(lastErrorLines()));
        } else {
            AtomicInteger open = new AtomicInteger(draining.size());
            for (LogFollower follower : draining) {
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
            long end = Files.size(file.path());
            long begin = followers.isEmpty() ? errBegin : followers.getLast().runBegin();
            int length = (int) Math.max(0, Math.min(LAST_LINES_BYTES, end - begin));
            LogTail tail =
                    LogTails.read(
                            new LogTails.Part(LogStream.OUT, file.path(), 0, List.of()),
                            new LogTails.Part(LogStream.ERR, file.path(), end, List.of()),
                            length);
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
            outEnd = out == null ? 0 : followers.getFirst().position();
            errEnd = err == null ? 0 : followers.getLast().position();
        }
        return logs.tail(settings, outEnd, errEnd, maxBytes);
    }

    private List<LogFile> files() {
        return Stream.of(out, err, combined).flatMap(Stream::ofNullable).toList();
    }

    private void closeFollowers() throws IOException {
        for (LogFollower follower : followers) {
            follower.close();
        }
        followers.clear();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        closeFollowers();
        for (LogFile file : files()) {
            logs.release(file);
        }
        out = null;
        err = null;
        combined = null;
    }
}
