package dev.drover.supervisor.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner may read, whatever the umask says. */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Makes a folder and its parents, mode 0700; one that is there already is left as it is. */
    public static void createFolder(Path folder) throws IOException {
        // Nearly always there: asking is cheaper than the exception of trying.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, mode("rwx------"));
        }
    }

    /**
     * Makes an empty file, mode 0600, and its folder; a file that is there already is left as it
     * is.
     */
    public static void createFile(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            createFolder(folder);
        }
        if (Files.notExists(file)) {
            try {
                Files.createFile(file, mode("rw-------"));
            } catch (FileAlreadyExistsException _) {
                // Somebody else was quicker: what was wanted is there.
                return;
            }
        }
    }

    /** Opens a file, making it with mode 0600 when it is missing. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options)
            throws IOException {
        createFile(file);
        return FileChannel.open(file, options);
    }

    /**
     * Replaces the content of a file whole or not at all: temporary file beside it, fsync, rename.
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path temporary =
                file.resolveSibling(file.getFileName() + ".tmp-" + ProcessHandle.current().pid());
        Files.deleteIfExists(temporary);
        try (FileChannel channel =
                FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        mode("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        syncFolder(file);
    }

    /** Without this the rename itself may be lost when the machine loses power. */
    private static void syncFolder(Path file) throws IOException {
        Path folder = file.getParent();
        if (POSIX && folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
