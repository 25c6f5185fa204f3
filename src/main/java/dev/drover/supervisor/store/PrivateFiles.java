package dev.drover.supervisor.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Files and folders that only their owner may read, whatever the umask says. Except by {@link
 * #openLog} nothing is opened through a symbolic link (checklist S6).
 */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final FileAttribute<?>[] FILE_MODE = mode("rw-------");

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
        // Not notExists, which is false as well where nobody can tell: the attempt tells why.
        if (!Files.exists(file)) {
            try {
                inItsFolder(file, () -> Files.createFile(file, FILE_MODE));
            } catch (FileAlreadyExistsException _) {
                // Somebody else was quicker: what was wanted is there.
                return;
            }
        }
    }

    /**
     * Opens a file of ours, making it with mode 0600, and its folder, when it is missing.
     *
     * @throws IOException when a link, a pipe or anything else but a file has its name
     */
    public static FileChannel open(Path file, Set<StandardOpenOption> options) throws IOException {
        requireFile(file);
        Set<OpenOption> orCreate = new HashSet<>(options);
        orCreate.add(StandardOpenOption.CREATE);
        orCreate.add(LinkOption.NOFOLLOW_LINKS);
        return inItsFolder(file, () -> FileChannel.open(file, orCreate, FILE_MODE));
    }

    /** As {@link #open}, for a log, whose place is its service's choice: through links too. */
    public static FileChannel openLog(Path file, Set<StandardOpenOption> options)
            throws IOException {
        Set<StandardOpenOption> orCreate = EnumSet.of(StandardOpenOption.CREATE);
        orCreate.addAll(options);
        return inItsFolder(file, () -> FileChannel.open(file, orCreate, FILE_MODE));
    }

    /**
     * Reads a file of ours whole.
     *
     * @throws NoSuchFileException when there is none
     * @throws IOException when a link, a pipe or anything else but a file has its name
     */
    public static byte[] read(Path file) throws IOException {
        requireFile(file);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readAllBytes();
        }
    }

    /**
     * Lets pass a file, and nothing at all: a link would lead elsewhere, and opening a pipe waits
     * for whoever has its other end.
     *
     * @throws FileSystemException that says what is there instead
     */
    public static void requireFile(Path file) throws FileSystemException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            String what = Files.isSymbolicLink(file) ? "a symbolic link" : "not a file";
            throw new FileSystemException(
                    file.toString(), null, file + " is " + what + "; remove it");
        }
    }

    /**
     * Writes a small file that need not outlast a power failure; mode 0600, unless it was there.
     */
    public static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel =
                open(
                        file,
                        EnumSet.of(
                                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    @FunctionalInterface
    private interface Opening<T> {
        T open() throws IOException;
    }

    /** The folder is nearly always there, so it is only looked at when the file cannot be made. */
    private static <T> T inItsFolder(Path file, Opening<T> opening) throws IOException {
        try {
            return opening.open();
        } catch (NoSuchFileException e) {
            Path folder = file.getParent();
            if (folder == null || Files.isDirectory(folder)) {
                throw e;
            }
            createFolder(folder);
            return opening.open();
        }
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
                        FILE_MODE)) {
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
