package dev.drover.daemon;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.protocol.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * What is done once in a process and slowly, done on a thread of its own while the home is opened:
 * by the time the sockets listen, the first client finds it done. Sets the limits of this process;
 * changes nothing else that can be seen.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final byte[] REQUEST =
            "{\"type\":\"call\",\"args\":[{\"a\":1}]}".getBytes(StandardCharsets.UTF_8);

    private WarmUp() {}

    /** Begins; does not wait. */
    static void begin() {
        Thread.ofPlatform().daemon().name("drover-warm-up").start(WarmUp::run);
    }

    private static void run() {
        try {
            // In the order in which it is needed. The first Unix-domain socket loads the JDK's
            // cryptography, for names that we do not use.
            ServerSocketChannel.open(StandardProtocolFamily.UNIX).close();
            Json.write(Json.parse(REQUEST));
            TerminationSignals.prepare();
        } catch (IOException e) {
            LOG.debug("What cannot be done now will say so when it is needed.", e);
        }
        // The first native calls: a client that starts something at once would wait for them.
        ChildProcesses.raiseFileLimit();
        ChildProcesses.forbidCoreDumps();
    }
}
