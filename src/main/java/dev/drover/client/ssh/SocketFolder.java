package dev.drover.client.ssh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder, closed to everybody else, in which the sockets of another machine's home appear. What
 * programs that were killed have left is removed when one is made.
 */
final class SocketFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SocketFolder.class);

    private static final String PREFIX = "drover-ssh-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]+)-.*");

    /** {@code sun_path} of macOS, without its ending zero. */
    private static final int LONGEST_PATH = 103;

    private static final String LONGEST_NAME = PREFIX + "4194304-12345678901234567890/rpc.sock";

    private final Path path;

    private SocketFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes one in {@code XDG_RUNTIME_DIR}, else where temporary files are.
     *
     * @throws IOException when there is no room for one
     */
    static SocketFolder create(Map<String, String> environment) throws IOException {
        Path parent = parent(environment);
        sweep(parent);
        String prefix = PREFIX + ProcessHandle.current().pid() + "-";
        boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
        return new SocketFolder(
                posix
                        ? Files.createTempDirectory(
                                parent,
                                prefix,
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rwx------")))
                        : Files.createTempDirectory(parent, prefix));
    }

    Path path() {
        return path;
    }

    private static Path parent(Map<String, String> environment) {
        return Stream.of(
                        environment.getOrDefault("XDG_RUNTIME_DIR", ""),
                        System.getProperty("java.io.tmpdir", ""))
                .filter(text -> text.startsWith("/"))
                .map(Path::of)
                .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder))
                .filter(SocketFolder::leavesRoom)
                .findFirst()
                .orElse(Path.of("/tmp"));
    }

    private static boolean leavesRoom(Path folder) {
        String longest = folder.resolve(LONGEST_NAME).toString();
        return longest.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                Matcher name = NAME.matcher(folder.getFileName().toString());
                if (name.matches()
                        && Files.isWritable(folder)
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) {
        try {
            for (String socket : List.of("rpc.sock", "pub.sock")) {
                Files.deleteIfExists(folder.resolve(socket));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debug("{} stays.", folder, e);
        }
    }

    /** Removes it with its sockets. */
    @Override
    public void close() {
        delete(path);
    }
}
