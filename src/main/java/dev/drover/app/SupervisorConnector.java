package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.RequestException;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessEvent;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Connects to the supervisor of a home and starts one when none is alive, unless the user wanted it
 * gone or the home is PM2's. Safe for use by several threads.
 */
final class SupervisorConnector {

    /** What the ledger of runs calls us: "stopped by …". */
    static final String NAME = "Drover's window";

    private final Home home;
    private final BooleanSupplier foreign;
    private final Executor blocking;
    private volatile boolean startWhenAbsent = true;

    /**
     * @param foreign whether the home is PM2's, where nothing is started
     * @param blocking runs what waits for a supervisor to start
     */
    SupervisorConnector(Home home, BooleanSupplier foreign, Executor blocking) {
        this.home = home;
        this.foreign = foreign;
        this.blocking = blocking;
    }

    /** A new connection. */
    CompletableFuture<ProcessManager> connect() {
        return ProcessManagers.connect(home, NAME)
                .exceptionallyComposeAsync(
                        refused -> {
                            if (foreign.getAsBoolean()) {
                                return CompletableFuture.failedFuture(notStarted(refused));
                            }
                            return startWhenAbsent
                                    ? start().thenCompose(_ -> ProcessManagers.connect(home, NAME))
                                    : CompletableFuture.failedFuture(refused);
                        },
                        blocking);
    }

    private RequestException notStarted(Throwable refused) {
        Throwable cause = refused instanceof CompletionException ? refused.getCause() : refused;
        return new RequestException(
                "%s %s is PM2's home, where Drover starts nothing: start PM2's daemon, for instance with \"pm2 ping\"."
                        .formatted(cause == null ? "" : cause.getMessage(), home.root()),
                refused);
    }

    /**
     * Says whether {@link #connect} may start a supervisor: not after it was told to end, so that
     * nobody's "stop everything" is undone by an open window.
     */
    void startWhenAbsent(boolean start) {
        startWhenAbsent = start;
    }

    /** Whether a supervisor may be started in this home at all. Looks at files. */
    boolean mayStart() {
        return !foreign.getAsBoolean();
    }

    /** Whoever told the supervisor to end does not want this window to start it again. */
    void accept(ProcessEvent event) {
        if (event instanceof ProcessEvent.SupervisorStopping) {
            startWhenAbsent(false);
        }
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
