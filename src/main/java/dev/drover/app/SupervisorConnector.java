package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.RequestException;
import dev.drover.domain.Home;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Connects to the supervisor of a home and starts one when none is alive, unless the user wanted it
 * gone. Safe for use by several threads.
 */
final class SupervisorConnector {

    private final Home home;
    private final Executor blocking;
    private volatile boolean startWhenAbsent = true;

    /**
     * @param blocking runs what waits for a supervisor to start
     */
    SupervisorConnector(Home home, Executor blocking) {
        this.home = home;
        this.blocking = blocking;
    }

    /** A new connection. */
    CompletableFuture<ProcessManager> connect() {
        return ProcessManagers.connect(home)
                .exceptionallyComposeAsync(
                        refused ->
                                startWhenAbsent
                                        ? start().thenCompose(_ -> ProcessManagers.connect(home))
                                        : CompletableFuture.failedFuture(refused),
                        blocking);
    }

    /**
     * Says whether {@link #connect} may start a supervisor: not after it was told to end, so that
     * nobody's "stop everything" is undone by an open window.
     */
    void startWhenAbsent(boolean start) {
        startWhenAbsent = start;
    }

    private CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        SupervisorLauncher.start(home);
                    } catch (IOException e) {
                        throw new RequestException(String.valueOf(e.getMessage()), e);
                    }
                },
                blocking);
    }
}
