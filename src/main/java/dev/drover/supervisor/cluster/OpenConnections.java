package dev.drover.supervisor.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many connections of its servers a worker has, as the kernel sees it: once they were handed
 * over, only the worker knows when they end, and an unmodified one does not tell. Only where there
 * is Linux's {@code /proc}.
 */
public final class OpenConnections {

    /** Established, and ended by the client, which may still wait for the answer. */
    private static final Set<String> TCP_OPEN = Set.of("01", "08");

    private static final String UNIX_CONNECTED = "03";

    private OpenConnections() {}

    /**
     * Counts them. Reads the kernel's tables of all connections of the machine.
     *
     * @param addresses where the worker listens
     * @return empty when they cannot be seen
     */
    public static OptionalInt count(long pid, Set<ListeningAddress> addresses) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            Set<String> own = sockets(process.resolve("fd"));
            Set<String> found = new HashSet<>();
            for (String table : new String[] {"tcp", "tcp6"}) {
                try (Stream<String> lines = lines(process, table)) {
                    lines.forEach(line -> addTcp(line, addresses, found));
                }
            }
            try (Stream<String> lines = lines(process, "unix")) {
                lines.forEach(line -> addUnix(line, addresses, found));
            }
            found.retainAll(own);
            return OptionalInt.of(found.size());
        } catch (IOException | UncheckedIOException e) {
            // It ended, or this is no Linux, or the process is not to be looked into.
            return OptionalInt.empty();
        }
    }

    private static Stream<String> lines(Path process, String table) throws IOException {
        Path file = process.resolve("net").resolve(table);
        return Files.exists(file) ? Files.lines(file) : Stream.empty();
    }

    /** The inodes of the sockets that a process has. */
    private static Set<String> sockets(Path folder) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path one : all) {
                String target;
                try {
                    target = Files.readSymbolicLink(one).toString();
                } catch (IOException _) {
                    // Closed since the folder was listed.
                    continue;
                }
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        }
        return inodes;
    }

    /** {@code sl local_address rem_address st … inode …}. */
    private static void addTcp(String line, Set<ListeningAddress> addresses, Set<String> found) {
        String[] words = line.strip().split("\\s+");
        if (words.length > 9 && TCP_OPEN.contains(words[3])) {
            int port = Integer.parseInt(words[1].substring(words[1].lastIndexOf(':') + 1), 16);
            if (addresses.stream().anyMatch(at -> isTcp(at) && at.port() == port)) {
                found.add(words[9]);
            }
        }
    }

    private static boolean isTcp(ListeningAddress at) {
        return at.type() == AddressType.TCP4 || at.type() == AddressType.TCP6;
    }

    /** {@code Num RefCount Protocol Flags Type St Inode Path}. */
    private static void addUnix(String line, Set<ListeningAddress> addresses, Set<String> found) {
        String[] words = line.strip().split("\\s+", 8);
        if (words.length == 8 && words[5].equals(UNIX_CONNECTED)) {
            String path = words[7];
            if (addresses.stream()
                    .anyMatch(
                            at ->
                                    at.type() == AddressType.UNIX
                                            && at.address() != null
                                            && path.endsWith(at.address()))) {
                found.add(words[6]);
            }
        }
    }
}
