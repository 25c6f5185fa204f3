package dev.drover.daemon;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The Node that a client runs in. PM2's client asks for it, by an interpreter that is null, when it
 * finds no {@code node} on its PATH; PM2's daemon, which is a Node program, then takes its own.
 */
final class ClientNode {

    private static final String NODE = "node";

    private ClientNode() {}

    /** Its path; the bare name when the client is another program or cannot be seen. */
    static String of(Optional<Long> client) {
        return client.flatMap(ProcessHandle::of)
                .flatMap(process -> process.info().command())
                .filter(program -> Path.of(program).endsWith(NODE))
                .orElse(NODE);
    }
}
