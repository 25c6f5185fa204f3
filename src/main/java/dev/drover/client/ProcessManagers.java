package dev.drover.client;

import dev.drover.domain.Home;

import java.util.concurrent.CompletableFuture;

/** Opens connections to supervisors. */
public final class ProcessManagers {

    private ProcessManagers() {}

    /**
     * Connects to the supervisor of a home: Drover's or a PM2 daemon. Never starts one and writes
     * nothing. Completes exceptionally with a {@link RequestException} when none answers within 5
     * s.
     *
     * @param client what this client is called in the causes of what it asks for ("the window")
     */
    public static CompletableFuture<ProcessManager> connect(Home home, String client) {
        return SocketProcessManager.connect(home, client);
    }

    /** Connects under the name of this process. */
    public static CompletableFuture<ProcessManager> connect(Home home) {
        return connect(home, "a Java client, pid " + ProcessHandle.current().pid());
    }
}
