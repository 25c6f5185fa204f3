package dev.drover.client.ssh;

import dev.drover.client.ssh.SshFailure.Kind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One {@code ssh} and the shell that it runs on the other machine: {@code remote.sh}. Both end with
 * this program, even when it is killed, because the shell reads from it. Safe for use by several
 * threads.
 */
final class RemoteShell implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteShell.class);
    private static final String MARK = "drover-remote ";
    private static final long ANSWER_SECONDS = 60;
    private static final long END_SECONDS = 3;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final SshDestination destination;
    private final Process ssh;
    private final Thread complaints;
    private final TailBuffer said = new TailBuffer();
    private final CompletableFuture<String> home = new CompletableFuture<>();
    private final Queue<CompletableFuture<String>> waiting = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<SshFailure> end = new CompletableFuture<>();
    private volatile boolean closed;

    private RemoteShell(SshDestination destination, Process ssh) {
        this.destination = destination;
        this.ssh = ssh;
        complaints = Thread.ofVirtual().name("drover-ssh-stderr").start(this::readComplaints);
        Thread.ofVirtual().name("drover-ssh-stdout").start(this::readAnswers);
    }

    /**
     * Starts {@code ssh}; the connection is there when {@link #home()} completes.
     *
     * @param folder of the home, as the user wrote it
     * @throws SshFailure when there is no such program
     */
    static RemoteShell start(SshProgram program, RemoteHome home, List<SshProgram.Forwarding> to) {
        SshDestination destination = home.destination();
        RemoteShell shell;
        try {
            shell =
                    new RemoteShell(
                            destination,
                            new ProcessBuilder(program.shell(destination, to)).start());
        } catch (IOException e) {
            throw new SshFailure(Kind.NO_SSH, destination, String.valueOf(e.getMessage()));
        }
        shell.write("want=" + quoted(home.folder()) + "\n" + script());
        return shell;
    }

    /** The absolute path of the home, when the shell is there; fails with a {@link SshFailure}. */
    CompletableFuture<String> home() {
        return home.copy().orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /** What is there now. */
    CompletableFuture<RemoteFacts> facts() {
        return ask("facts")
                .thenApply(
                        answer ->
                                Optional.of(answer)
                                        .filter(a -> a.startsWith("facts "))
                                        .flatMap(a -> RemoteFacts.parse(a.substring(6)))
                                        .orElseThrow(() -> failure(Kind.NO_SHELL)));
    }

    /** Starts Drover's supervisor over there; completes when its socket is there. */
    CompletableFuture<Void> startSupervisor() {
        return ask("start")
                .thenAccept(
                        answer -> {
                            if (answer.equals("missing")) {
                                throw failure(Kind.NO_PROGRAM);
                            } else if (answer.equals("pm2")) {
                                throw failure(Kind.PM2_HOME);
                            } else if (!answer.equals("started")) {
                                throw new SshFailure(
                                        Kind.START_FAILED,
                                        destination,
                                        answer.replaceFirst("^failed ?", ""));
                            }
                        });
    }

    /** Completes when {@code ssh} has ended, with the reason. */
    CompletableFuture<SshFailure> end() {
        return end;
    }

    /** What {@code ssh} has complained about up to now. */
    String complaints() {
        return said.toString();
    }

    boolean isAlive() {
        return !closed && !end.isDone() && ssh.isAlive();
    }

    /** Ends it; {@link #end} completes when it has ended. */
    @Override
    public void close() {
        closed = true;
        terminate();
        ssh.onExit()
                .orTimeout(END_SECONDS, TimeUnit.SECONDS)
                .exceptionally(
                        _ -> {
                            ssh.destroyForcibly();
                            return ssh;
                        });
    }

    private CompletableFuture<String> ask(String order) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.add(answer);
            write(order + "\n");
        }
        if (end.isDone()) {
            failAll(end.join());
        }
        return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .whenComplete(
                        (_, failure) -> {
                            if (failure instanceof TimeoutException) {
                                // A late answer would be taken for that to another order.
                                terminate();
                            }
                        });
    }

    private void write(String text) {
        try {
            OutputStream input = ssh.getOutputStream();
            input.write(text.getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            // It has ended; its exit says why.
            LOG.debug("ssh takes no orders.", e);
        }
    }

    private void readAnswers() {
        try (InputStream output = ssh.getInputStream()) {
            BoundedLines lines = new BoundedLines(output);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                String text = line.get();
                if (text.startsWith(MARK)) {
                    take(text.substring(MARK.length()));
                }
            }
        } catch (IOException e) {
            LOG.debug("The output of ssh has ended.", e);
        }
        ended();
    }

    private void take(String answer) {
        if (answer.startsWith("home /")) {
            home.complete(answer.substring("home ".length()));
            return;
        }
        CompletableFuture<String> asked = waiting.poll();
        if (asked != null) {
            asked.complete(answer);
        }
    }

    private void readComplaints() {
        try (InputStream errors = ssh.getErrorStream()) {
            byte[] bytes = new byte[1024];
            for (int count = errors.read(bytes); count >= 0; count = errors.read(bytes)) {
                said.add(bytes, count);
            }
        } catch (IOException e) {
            LOG.debug("The errors of ssh have ended.", e);
        }
    }

    /** Sends SIGTERM. Unlike {@link Process#destroy} it leaves the last words in their pipe. */
    private void terminate() {
        ssh.toHandle().destroy();
    }

    /** Without an output it is of no use, even if it lives. */
    private void ended() {
        terminate();
        ssh.onExit()
                .thenRunAsync(
                        () -> {
                            awaitLastWords();
                            SshFailure reason = reason();
                            end.complete(reason);
                            failAll(reason);
                        },
                        Thread::startVirtualThread);
    }

    /** A program between, of ProxyCommand, may hold the pipe longer than ssh lives. */
    private void awaitLastWords() {
        try {
            complaints.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SshFailure reason() {
        if (closed) {
            return failure(Kind.CANCELLED);
        }
        Kind otherwise =
                home.isDone() && !home.isCompletedExceptionally() ? Kind.ENDED : Kind.NO_SHELL;
        return SshComplaint.explain(destination, said.toString(), otherwise);
    }

    private void failAll(SshFailure reason) {
        home.completeExceptionally(reason);
        for (CompletableFuture<String> asked = waiting.poll();
                asked != null;
                asked = waiting.poll()) {
            asked.completeExceptionally(reason);
        }
    }

    private SshFailure failure(Kind kind) {
        return new SshFailure(kind, destination, "");
    }

    /** One word of a POSIX shell, whatever is in it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String script() {
        try (InputStream script = RemoteShell.class.getResourceAsStream("remote.sh")) {
            if (script == null) {
                throw new IllegalStateException("remote.sh is not in the module");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
