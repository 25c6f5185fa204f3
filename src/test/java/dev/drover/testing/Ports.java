package dev.drover.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for programs that have to be told theirs before they listen. */
public final class Ports {

    /** Below those that systems give to connections, which come and go meanwhile. */
    private static final int FIRST = 10_000;

    private static final int END = 18_000;

    private Ports() {}

    /** One on which nobody listens. */
    public static int free() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try {
                new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
                return port;
            } catch (BindException taken) {
                // Another one, then.
            }
        }
    }
}
