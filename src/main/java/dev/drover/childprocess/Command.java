package dev.drover.childprocess;

import dev.drover.domain.ExitStatus;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One run of {@code exec} or {@code execFile}: collects, limits, and says how it ended. */
final class Command {

    private static final int READ_SIZE = 64 << 10;

    /** Readers block, so they are threads of the platform. */
    static final ExecutorService READERS =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("drover-child-output-", 0).daemon().factory());

    private final String cmd;
    private final ExecOptions options;
    private final ChildProcess child;
    private final OutputCollector stdout;
    private final OutputCollector stderr;
    private final CompletableFuture<ExecResult> result = new CompletableFuture<>();
    private final CompletableFuture<String> tooMuch = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile CompletableFuture<Void> aborting = CompletableFuture.completedFuture(null);
    private volatile boolean killed;

    Command(String cmd, ExecOptions options, ChildProcess child) {
        this.cmd = cmd;
        this.options = options;
        this.child = child;
        this.stdout = new OutputCollector(options.encoding(), options.maxBuffer());
        this.stderr = new OutputCollector(options.encoding(), options.maxBuffer());
    }

    /** Starts collecting; the result comes when the child has ended and its outputs are closed. */
    CompletableFuture<ExecResult> collect() {
        watchAbort();
        CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
        child.onExit(exit::complete);
        CompletableFuture<Void> out = read("stdout", child.stdout(), stdout);
        CompletableFuture<Void> err = read("stderr", child.stderr(), stderr);
        // A blocked read of the portable backend does not notice that its stream was closed.
        CompletableFuture<Object> outputs =
                CompletableFuture.anyOf(CompletableFuture.allOf(out, err), ended);
        CompletableFuture.allOf(exit, outputs)
                .thenCompose(_ -> aborting)
                // Not on the event thread: what follows a command may run another and wait for it.
                .thenRunAsync(() -> finish(exit.join()), READERS)
                .whenComplete((_, failed) -> giveUp(failed));
        watchTime();
        return result;
    }

    /** Collecting failed, such as for want of memory: nobody may wait for a result for ever. */
    private void giveUp(@Nullable Throwable failed) {
        if (failed != null) {
            end();
            result.completeExceptionally(failed);
        }
    }

    private void watchTime() {
        if (!options.spawn().timeout().isPositive()) {
            return;
        }
        CompletableFuture<Boolean> inTime =
                Timers.after(options.spawn().timeout(), READERS, this::end);
        result.whenComplete((_, _) -> inTime.complete(true));
    }

    /** Node ends an aborted command with SIGTERM, whatever its killSignal, and answers at once. */
    private void watchAbort() {
        Optional<AbortSignal> signal = options.spawn().signal();
        if (signal.isEmpty()) {
            return;
        }
        // Even when it has ended meanwhile.
        boolean before = signal.get().aborted();
        AbortSignal.Subscription abort = signal.get().onAbort(reason -> abort(reason, before));
        result.whenComplete((_, _) -> abort.close());
    }

    /** The end that the signal leads to waits until the abort has become the result. */
    private void abort(Throwable reason, boolean always) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        aborting = done;
        try {
            if (child.kill() || always) {
                result.completeExceptionally(
                        new AbortException(reason, Optional.of(cmd), output()));
                closeOutputs();
            }
        } finally {
            done.complete(null);
        }
    }

    private CompletableFuture<Void> read(
            String name, Optional<InputStream> stream, OutputCollector into) {
        return CompletableFuture.runAsync(() -> readAll(name, stream.orElseThrow(), into), READERS);
    }

    private void readAll(String name, InputStream stream, OutputCollector into) {
        byte[] chunk = new byte[READ_SIZE];
        try (stream) {
            for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                if (!into.add(chunk, count)) {
                    tooMuch.complete(name);
                    end();
                    return;
                }
            }
            if (!into.end()) {
                tooMuch.complete(name);
                end();
            }
        } catch (IOException e) {
            // Closed by end(): what came until then counts. Any other error has no other effect.
            if (!killed && !result.isDone()) {
                result.completeExceptionally(failure("EIO", name + ": " + e.getMessage()));
            }
        }
    }

    /** Kills the child and does not listen any longer. */
    private void end() {
        killed = true;
        stdout.stop();
        stderr.stop();
        child.kill(options.spawn().killSignal());
        closeOutputs();
        ended.complete(null);
    }

    private void closeOutputs() {
        child.stdout().ifPresent(Command::closed);
        child.stderr().ifPresent(Command::closed);
    }

    static void closed(Closeable stream) {
        try {
            stream.close();
        } catch (IOException _) {
            // A stream that cannot be closed is as good as closed: nobody uses it any longer.
            return;
        }
    }

    private void finish(ExitStatus status) {
        if (tooMuch.isDone()) {
            result.completeExceptionally(
                    failure(
                            "ERR_CHILD_PROCESS_STDIO_MAXBUFFER",
                            tooMuch.join() + " maxBuffer length exceeded"));
        } else if (status.isSuccess()) {
            result.complete(output());
        } else {
            result.completeExceptionally(failed(status));
        }
    }

    private ExecException failed(ExitStatus status) {
        String code =
                switch (status) {
                    case ExitStatus.Exited(int number) -> Integer.toString(number);
                    case ExitStatus.Signaled(var signal, _) -> signal.name();
                    case ExitStatus.NeverStarted _, ExitStatus.Unknown _ -> "UNKNOWN";
                };
        ExecResult output = output();
        String message = "Command failed: %s\n%s".formatted(cmd, output.stderr().text());
        return new ExecException(
                code, message, Optional.of(status), killed || child.killed(), cmd, output);
    }

    private ExecException failure(String code, String message) {
        return new ExecException(code, message, Optional.empty(), false, cmd, output());
    }

    private ExecResult output() {
        return new ExecResult(stdout.output(), stderr.output());
    }

    /** The words of a command line. */
    static String line(String file, List<String> args) {
        List<String> words = new ArrayList<>();
        words.add(file);
        words.addAll(args);
        return String.join(" ", words);
    }
}
