package dev.drover.client;

import dev.drover.client.ConnectOptions.WhenAbsent;
import dev.drover.domain.Home;

import java.io.IOException;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Opens connections to supervisors. Every future completes exceptionally with a {@link
 * ConnectionException} when none answers: after 5 s without a sign of life, after 2 s when its
 * process is paused (Linux), after at most 60 s while its process works or a keeper starts one.
 */
public final class ProcessManagers {

    private ProcessManagers() {}

    /**
     * PM2's {@code connect()}: connects to the supervisor of {@code $DROVER_HOME} (else {@code
     * ~/.drover}), and starts one in the background when none is alive.
     */
    public static CompletableFuture<ProcessManager> connect() {
        return connect(ConnectOptions.standard());
    }

    /**
     * PM2's {@code connect(noDaemonMode)}.
     *
     * @param noDaemonMode true: when no supervisor is alive it runs inside this program, and ends
     *     with the connection
     */
    public static CompletableFuture<ProcessManager> connect(boolean noDaemonMode) {
        return connect(
                ConnectOptions.standard()
                        .withWhenAbsent(noDaemonMode ? WhenAbsent.EMBED : WhenAbsent.START));
    }

    /**
     * Connects to the supervisor of a home: Drover's or a PM2 daemon. Never starts one and writes
     * nothing.
     */
    public static CompletableFuture<ProcessManager> connect(Home home) {
        return connect(ConnectOptions.of(home));
    }

    /**
     * Connects as {@link #connect(Home)} does.
     *
     * @param client what this client is called in the causes of what it asks for ("the window")
     */
    public static CompletableFuture<ProcessManager> connect(Home home, String client) {
        return connect(ConnectOptions.of(home).withClient(client));
    }

    /** Connects as the options say. */
    public static CompletableFuture<ProcessManager> connect(ConnectOptions options) {
        CompletableFuture<ProcessManager> connected = Greeting.connect(options);
        if (options.whenAbsent() == WhenAbsent.FAIL) {
            return connected;
        }
        return connected.exceptionallyComposeAsync(
                failure ->
                        isUnanswered(failure)
                                ? CompletableFuture.failedFuture(failure)
                                : begin(options),
                Thread::startVirtualThread);
    }

    private static boolean isUnanswered(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ConnectionException known && known.isUnanswered();
    }

    private static CompletableFuture<ProcessManager> begin(ConnectOptions options) {
        SupervisorProvider provider =
                ServiceLoader.load(SupervisorProvider.class)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new CompletionException(
                                                new ConnectionException(
                                                        "No supervisor answers in %s, and the"
                                                                + " program has none to start: its"
                                                                + " module is missing."
                                                                        .formatted(
                                                                                options.home()
                                                                                        .root()))));
        try {
            if (options.whenAbsent() == WhenAbsent.START) {
                provider.start(options.home());
                return Greeting.connect(options);
            }
            Runnable awaitEnd = provider.embed(options.home());
            return Greeting.connect(options)
                    .thenApply(manager -> ((SocketProcessManager) manager).endingWith(awaitEnd));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(
                    new ConnectionException(String.valueOf(e.getMessage()), e));
        }
    }
}
