package dev.drover.childprocess.posix;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds descriptors of this process that the JDK opened and does not tell. */
final class OpenSockets {

    private static final Path UNIX = Path.of("/proc/net/unix");
    private static final int INODE = 6;
    private static final int FLAGS = 3;
    private static final String LISTENS = "00010000";

    private OpenSockets() {}

    /** The descriptor that listens at a path of a Unix-domain socket. */
    static OptionalInt listeningAt(Path path) throws IOException {
        Set<String> wanted = links(path.toString());
        String[] fds = new File("/proc/self/fd").list();
        if (wanted.isEmpty() || fds == null) {
            return OptionalInt.empty();
        }
        for (String fd : fds) {
            try {
                Path link = Files.readSymbolicLink(Path.of("/proc/self/fd", fd));
                if (wanted.contains(link.toString())) {
                    return OptionalInt.of(Integer.parseInt(fd));
                }
            } catch (IOException _) {
                // Closed between two looks: not the one, which stays open.
                continue;
            }
        }
        return OptionalInt.empty();
    }

    /** Of all that listen there: those of others, who listened there before, keep the name. */
    private static Set<String> links(String path) throws IOException {
        return Files.readString(UNIX, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().split("\\s+", INODE + 2))
                .filter(f -> f.length == INODE + 2)
                .filter(f -> f[INODE + 1].equals(path) && f[FLAGS].equals(LISTENS))
                .map(f -> "socket:[" + f[INODE] + "]")
                .collect(Collectors.toSet());
    }
}
