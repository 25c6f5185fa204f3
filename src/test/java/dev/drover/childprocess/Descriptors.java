package dev.drover.childprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The descriptors that this program has open, in which other tests have run. */
final class Descriptors {

    private static final int LOOKS = 500;

    private Descriptors() {}

    /** What is counted. */
    interface Count {
        long now() throws IOException;
    }

    static long open() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    static long sockets() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(Descriptors::isSocket).count();
        }
    }

    private static boolean isSocket(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /**
     * Holds as soon as there are no more than this. A leak stays; what another thread is about to
     * close goes while a child lives and ends, which is between two looks.
     */
    static void settle(Count count, long most) throws Exception {
        for (int look = 1; look < LOOKS && count.now() > most; look++) {
            new ProcessBuilder("true").start().waitFor();
        }
        assertThat(count.now()).isLessThanOrEqualTo(most);
    }
}
