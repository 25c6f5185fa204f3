package dev.drover.supervisor.log;

import java.nio.charset.StandardCharsets;

/** The line that stands in a log where output could not be kept. */
final class Gaps {

    private Gaps() {}

    static byte[] line(long bytes, String reason) {
        return "[drover] %d bytes of output were lost here: %s.%n"
                .formatted(bytes, reason)
                .getBytes(StandardCharsets.UTF_8);
    }
}
