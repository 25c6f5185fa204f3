package dev.drover.daemon;

import dev.drover.domain.Home;
import dev.drover.domain.OwnUser;
import dev.drover.supervisor.store.PrivateFiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The home folder while a daemon lives in it: owned by this user, closed to everybody else, locked.
 * The lock is the kernel's, so it ends with the process however that ends.
 */
final class HomeFolder implements AutoCloseable {

    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");

    private final Home home;
    private final FileChannel lockChannel;
    private final UserPrincipal owner;
    private final Optional<String> notice;

    private HomeFolder(
            Home home, FileChannel lockChannel, UserPrincipal owner, Optional<String> notice) {
        this.home = home;
        this.lockChannel = lockChannel;
        this.owner = owner;
        this.notice = notice;
    }

    /**
     * Makes the folder if it is missing, closes it to others, and locks it.
     *
     * @throws DaemonException when it belongs to another user, cannot be written, or has a daemon
     */
    static HomeFolder open(Home home) throws DaemonException {
        try {
            createFolder(home.root());
            UserPrincipal owner = checkedOwner(home.root());
            Optional<String> notice = tighten(home.root());
            for (Path folder : List.of(home.logs(), home.pids(), home.index(), home.runs())) {
                requireNoLink(folder);
                createFolder(folder);
                tighten(folder);
            }
            if (notice.isPresent()) {
                tightenFiles(home);
            }
            FileChannel lock = lock(home);
            try {
                // Somebody may have removed the file that the other one has locked.
                LocalSockets.checkFree(home.pubSocket());
            } catch (IOException | DaemonException e) {
                lock.close();
                throw e;
            }
            return new HomeFolder(home, lock, owner, notice);
        } catch (IOException e) {
            throw new DaemonException(
                    "The home %s cannot be used (%s); check its path and permissions."
                            .formatted(home.root(), reason(e)),
                    e);
        }
    }

    /** The system's own words; its exceptions carry no message but the path. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException missing -> missing.getFile() + " cannot be made";
            case FileAlreadyExistsException taken -> taken.getFile() + " is not a folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Who owns the home: this user. */
    UserPrincipal owner() {
        return owner;
    }

    /** Of the supervisor that runs, for words. */
    private static String pid(Home home) {
        try {
            return Files.readString(home.pidFile(), StandardCharsets.US_ASCII);
        } catch (IOException _) {
            return "its pid";
        }
    }

    /** What was changed in an existing home, for the log. */
    Optional<String> notice() {
        return notice;
    }

    /**
     * Writes the pid of this process; it need not outlast a power failure.
     *
     * @return a sentence when it could not be written: a full disk is no reason not to go on
     */
    Optional<String> writePid() {
        byte[] pid =
                String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        try {
            replace(home.pidFile(), pid, false);
            return Optional.empty();
        } catch (IOException e) {
            return writeInPlace(home.pidFile(), pid);
        }
    }

    /** Into the room that the file has already. */
    private static Optional<String> writeInPlace(Path file, byte[] content) {
        try {
            PrivateFiles.requireFile(file);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                channel.write(ByteBuffer.wrap(content));
                channel.truncate(content.length);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "The pid of the supervisor cannot be written to %s (%s)."
                            .formatted(file, reason(e)));
        }
    }

    /**
     * Replaces a file of the home: readable by its owner only, old or new content but never a mix,
     * even when the power fails.
     */
    static void replace(Path file, byte[] content) throws IOException {
        replace(file, content, true);
    }

    private static void replace(Path file, byte[] content, boolean lasting) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        try (FileChannel channel =
                FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(FILE))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (lasting) {
                channel.force(true);
            }
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Opens a file of the home for appending, never through a symbolic link. */
    static FileChannel append(Path file) throws IOException {
        PrivateFiles.requireFile(file);
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(FILE));
        Files.setPosixFilePermissions(file, FILE);
        return channel;
    }

    /** Removes the pid file and gives the lock back. */
    @Override
    public void close() throws IOException {
        try (lockChannel) {
            Files.deleteIfExists(home.pidFile());
        }
    }

    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        // Those above it too, whatever the umask: who may write there could put another home in the
        // place of this one.
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    }

    /** The home itself may be a link of its user's; nothing in it is one. */
    private static void requireNoLink(Path folder) throws DaemonException {
        if (Files.isSymbolicLink(folder)) {
            throw new DaemonException(
                    "%s is a symbolic link, and no link in a home is followed; make it a folder, and give processes that log elsewhere an out_file and an error_file."
                            .formatted(folder));
        }
    }

    private static UserPrincipal checkedOwner(Path root) throws IOException, DaemonException {
        UserPrincipal owner = Files.getOwner(root);
        UserPrincipal named = Files.getOwner(root, LinkOption.NOFOLLOW_LINKS);
        UserPrincipal user = OwnUser.principal();
        for (UserPrincipal one : List.of(owner, named)) {
            boolean rootsLink = one == named && Files.isSymbolicLink(root) && isRoot(named);
            if (!one.equals(user) && !rootsLink) {
                throw new DaemonException(
                        "The home %s belongs to %s, not to %s; run as %s or choose another home."
                                .formatted(root, one.getName(), OwnUser.name(), one.getName()));
            }
        }
        return owner;
    }

    private static boolean isRoot(UserPrincipal user) {
        return user.getName().equals("root");
    }

    /** What an open home let others read, such as environments in PM2's dump. Links stay. */
    private static void tightenFiles(Home home) throws IOException {
        for (Path folder :
                List.of(home.root(), home.logs(), home.pids(), home.index(), home.runs())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        Files.setPosixFilePermissions(file, withoutOthers(file));
                    }
                }
            }
        }
    }

    /** What its owner may do stays: the keeper has to be run. */
    private static Set<PosixFilePermission> withoutOthers(Path file) throws IOException {
        EnumSet<PosixFilePermission> permissions = EnumSet.copyOf(FILE);
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE)) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return permissions;
    }

    private static Optional<String> tighten(Path folder) throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(folder);
        EnumSet<PosixFilePermission> wider = EnumSet.copyOf(FOLDER);
        wider.addAll(before);
        if (wider.size() == FOLDER.size() && before.size() == FOLDER.size()) {
            return Optional.empty();
        }
        Files.setPosixFilePermissions(folder, FOLDER);
        if (wider.size() == FOLDER.size()) {
            // Its owner could not do everything with it; nobody else could.
            return Optional.empty();
        }
        return Optional.of(
                "%s was open to others (%s) and is now closed to them"
                        .formatted(folder, PosixFilePermissions.toString(before)));
    }

    private static FileChannel lock(Home home) throws IOException, DaemonException {
        PrivateFiles.requireFile(home.lockFile());
        FileChannel channel =
                FileChannel.open(
                        home.lockFile(),
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(FILE));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw running(home);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw running(home);
    }

    private static DaemonException running(Home home) {
        return DaemonException.alreadyRunning(
                "Another supervisor is running in %s; %s."
                        .formatted(
                                home.root(),
                                Files.exists(home.rpcSocket())
                                        ? "use it, or stop it first"
                                        : "it is starting or ending, or its socket was removed. If"
                                                + " this does not change within a minute: kill -9 "
                                                + pid(home)
                                                + " and start it again; its processes run on"));
    }
}
