package dev.drover.client.ssh;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a stream; of one that is too long only the beginning is kept. */
final class BoundedLines {

    private static final int LONGEST = 4 << 10;

    private final InputStream input;

    BoundedLines(InputStream input) {
        this.input = new BufferedInputStream(input);
    }

    /** The next line without its end; empty at the end of the stream. Blocks. */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = input.read();
        if (read < 0) {
            return Optional.empty();
        }
        while (read >= 0 && read != '\n') {
            if (line.size() < LONGEST) {
                line.write(read);
            }
            read = input.read();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }
}
