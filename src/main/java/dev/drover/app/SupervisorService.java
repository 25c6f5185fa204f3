package dev.drover.app;

import dev.drover.client.SupervisorProvider;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonException;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;

import java.io.IOException;

/** Gives the client library Drover's supervisor, in a process of its own or in this one. */
public final class SupervisorService implements SupervisorProvider {

    /** Called by the service loader. */
    public SupervisorService() {}

    @Override
    public void start(Home home) throws IOException {
        SupervisorLauncher.start(home);
    }

    @Override
    public Runnable embed(Home home) throws IOException {
        try {
            return Daemon.open(home, DaemonOptions.DEFAULT)::awaitEnd;
        } catch (DaemonException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
