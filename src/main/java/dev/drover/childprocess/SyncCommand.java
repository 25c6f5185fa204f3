package dev.drover.childprocess;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of {@code spawnSync}: feeds, collects, limits, and waits. */
final class SyncCommand {

    private static final int READ_SIZE = 64 << 10;

    /**
     * What fits into the pipe is written before the child runs, in Node, so nothing is told of a
     * child that has not read it. We write a little later; the answer must be the same.
     */
    private static final int TAKEN_UNREAD = 64 << 10;

    /** An error that is found after the start, with its number on Linux. */
    private enum Trouble {
        ETIMEDOUT(110, "it did not end within its timeout"),
        ENOBUFS(105, "it wrote more than maxBuffer allows"),
        EPIPE(32, "it closed its input before all of it was written"),
        EINTR(4, "the waiting thread was interrupted"),
        EIO(5, "its output could not be read");

        private final int errno;
        private final String words;

        Trouble(int errno, String words) {
            this.errno = errno;
            this.words = words;
        }
    }

    private final ChildProcess child;
    private final SpawnSyncOptions options;
    private final List<Optional<ByteArrayOutputStream>> outputs = new ArrayList<>();
    private final CompletableFuture<Trouble> trouble = new CompletableFuture<>();

    /** Only counts when nothing else went wrong. */
    private final CompletableFuture<Trouble> inputTrouble = new CompletableFuture<>();

    private long collected;
    private boolean closed;

    SyncCommand(ChildProcess child, SpawnSyncOptions options) {
        this.child = child;
        this.options = options;
    }

    /** Waits for the end of the child and of its outputs. */
    SpawnSyncResult run() {
        CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
        child.onExit(exit::complete);
        List<CompletableFuture<?>> work = new ArrayList<>(List.of(exit));
        child.stdin()
                .ifPresent(
                        in ->
                                work.add(
                                        CompletableFuture.runAsync(
                                                () -> feed(in), Command.READERS)));
        for (Optional<StdioStream> stream : child.stdio()) {
            Optional<InputStream> readable = stream.flatMap(StdioStream::input);
            Optional<ByteArrayOutputStream> output = readable.map(_ -> new ByteArrayOutputStream());
            outputs.add(output);
            readable.ifPresent(
                    in ->
                            work.add(
                                    CompletableFuture.runAsync(
                                            () -> collect(in, output.orElseThrow()),
                                            Command.READERS)));
        }
        await(CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)));
        return result(exit.join());
    }

    private void await(CompletableFuture<Void> all) {
        long millis = Timers.millis(options.spawn().timeout());
        CompletableFuture<Object> over = CompletableFuture.anyOf(all, trouble);
        try {
            if (millis == 0) {
                over.get();
            } else {
                over.get(millis, TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException _) {
            end(Trouble.ETIMEDOUT, options.spawn().killSignal());
        } catch (InterruptedException _) {
            end(Trouble.EINTR, Signal.SIGKILL);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            end(Trouble.EIO, Signal.SIGKILL);
            throw new IllegalStateException("Collecting the output of a child failed.", e);
        }
    }

    private void feed(OutputStream in) {
        byte[] input = options.input().orElse(new byte[0]);
        try (in) {
            in.write(input);
        } catch (IOException _) {
            if (input.length > TAKEN_UNREAD) {
                inputTrouble.complete(Trouble.EPIPE);
            }
        }
    }

    private void collect(InputStream from, ByteArrayOutputStream into) {
        byte[] chunk = new byte[READ_SIZE];
        try (from) {
            for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                if (!add(chunk, count, into)) {
                    end(Trouble.ENOBUFS, options.spawn().killSignal());
                    return;
                }
            }
        } catch (IOException _) {
            // The stream was closed because of a trouble that counts already, or this is one.
            trouble.complete(Trouble.EIO);
        }
    }

    /** All outputs together are counted, and what was read is kept whole, as Node does here. */
    private synchronized boolean add(byte[] chunk, int count, ByteArrayOutputStream into) {
        if (closed) {
            return true;
        }
        into.write(chunk, 0, count);
        collected += count;
        return options.maxBuffer() == 0 || collected <= options.maxBuffer();
    }

    private void end(Trouble why, Signal signal) {
        synchronized (this) {
            closed = true;
        }
        child.kill(signal);
        for (Optional<StdioStream> stream : child.stdio()) {
            stream.flatMap(StdioStream::output).ifPresent(Command::closed);
            stream.flatMap(StdioStream::input).ifPresent(Command::closed);
        }
        trouble.complete(why);
    }

    private synchronized SpawnSyncResult result(ExitStatus status) {
        List<Optional<Output>> written = new ArrayList<>();
        for (Optional<ByteArrayOutputStream> output : outputs) {
            written.add(
                    output.map(ByteArrayOutputStream::toByteArray)
                            .map(b -> new Output(options.encoding().decode(b), b)));
        }
        return new SpawnSyncResult(
                child.pid(),
                written,
                status instanceof ExitStatus.Exited(int code)
                        ? OptionalInt.of(code)
                        : OptionalInt.empty(),
                status instanceof ExitStatus.Signaled(Signal signal, _)
                        ? Optional.of(signal)
                        : Optional.empty(),
                why().map(this::error));
    }

    private Optional<Trouble> why() {
        return Optional.ofNullable(trouble.getNow(inputTrouble.getNow(null)));
    }

    private SpawnException error(Trouble why) {
        List<String> args = child.spawnargs();
        return new SpawnException(
                new SpawnException.Failure(
                        why.name(),
                        -why.errno,
                        "spawnSync",
                        child.spawnfile(),
                        args.subList(1, args.size())),
                "'%s' (pid %d): %s (%s)."
                        .formatted(child.spawnfile(), child.pid(), why.words, why.name()));
    }
}
