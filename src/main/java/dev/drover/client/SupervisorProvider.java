package dev.drover.client;

import dev.drover.domain.Home;

import java.io.IOException;

/**
 * Brings Drover's supervisor into being for a client that found none. Found by {@link
 * java.util.ServiceLoader}, because the client itself knows supervisors only over the wire.
 */
public interface SupervisorProvider {

    /**
     * Starts a supervisor in the background and waits until it answers.
     *
     * @throws IOException with a sentence for the user when it could not start
     */
    void start(Home home) throws IOException;

    /**
     * Runs a supervisor in this program.
     *
     * @return waits until that supervisor has ended
     * @throws IOException with a sentence for the user when it could not start
     */
    Runnable embed(Home home) throws IOException;
}
