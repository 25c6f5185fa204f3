package dev.drover.supervisor;

import dev.drover.domain.LogSettings;
import dev.drover.domain.OwnUser;
import dev.drover.supervisor.log.ProcessLogs;
import dev.drover.supervisor.store.PrivateFiles;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Whether a log may be where its service wants it (checklist S6, S7): in the home through no link,
 * elsewhere not where another user could put a link or a file of theirs in its place.
 */
final class LogPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(LogPlaces.class);

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> BY_OTHERS =
            PosixFilePermissions.fromString("-------w-");
    private static final Set<PosixFilePermission> BY_GROUP =
            PosixFilePermissions.fromString("----w----");

    private static final int STICKY = 01000;

    private LogPlaces() {}

    /**
     * Makes the files that are missing, mode 0600, and looks at what has their names then: so
     * nothing can be put there in between.
     *
     * @throws IOException with a sentence for the user when one may not be used
     */
    static void prepare(LogSettings logs, Path home) throws IOException {
        if (logs.disabled() || !POSIX) {
            return;
        }
        prepare(logs.out(), home);
        if (!logs.err().equals(logs.out())) {
            prepare(logs.err(), home);
        }
        if (logs.combined().isPresent()) {
            prepare(logs.combined().get(), home);
        }
    }

    private static void prepare(Path path, Path home) throws IOException {
        if (ProcessLogs.isOff(path)) {
            return;
        }
        Path log = path.normalize();
        if (log.startsWith(home)) {
            requireNoLink(log, home);
            if (isMade(log)) {
                PrivateFiles.requireFile(log);
            }
        } else {
            prepareElsewhere(path);
        }
    }

    /**
     * Makes a log that is missing. False where that is not possible: then its service runs all the
     * same, and what it writes is kept elsewhere until the log can be made.
     */
    private static boolean isMade(Path log) {
        try {
            PrivateFiles.createFile(log);
            return true;
        } catch (IOException e) {
            LOG.debug("The log {} cannot be made.", log, e);
            return false;
        }
    }

    private static void requireNoLink(Path log, Path home) throws IOException {
        for (Path at = log; !at.equals(home); at = at.getParent()) {
            if (Files.isSymbolicLink(at)) {
                throw refusal(at, "it is a symbolic link, and no link in a home is followed");
            }
        }
    }

    private static void prepareElsewhere(Path log) throws IOException {
        Path folder = log.getParent();
        try {
            PrivateFiles.createFolder(folder);
        } catch (IOException e) {
            LOG.debug("The folder {} cannot be made.", folder, e);
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        int mode = (int) Files.getAttribute(folder, "unix:mode");
        boolean sticky = (mode & STICKY) != 0;
        if (permissions.containsAll(BY_OTHERS) && !sticky) {
            throw refusal(
                    log,
                    "every user may write in %s; choose another place, or take that right away (chmod o-w)"
                            .formatted(folder));
        }
        if (!isMade(log)) {
            return;
        }
        boolean shared = permissions.containsAll(BY_OTHERS) || permissions.containsAll(BY_GROUP);
        if (Files.isSymbolicLink(log)) {
            requireTrusted(log, "the symbolic link", LinkOption.NOFOLLOW_LINKS);
        } else if (shared) {
            requireTrusted(log, "the file");
        }
        if (Files.notExists(log)) {
            // A link of ours to what the service will make.
            return;
        }
        int kind = (int) Files.getAttribute(log, "unix:mode") & 0170000;
        if (kind == 0040000) {
            throw refusal(log, "it is a folder");
        }
        if (kind == 0010000 || kind == 0140000) {
            throw refusal(log, "it is a pipe or a socket, not a file");
        }
    }

    /** Somebody else's is a trap: it leads elsewhere, or lets them read what is written. */
    private static void requireTrusted(Path log, String what, LinkOption... options)
            throws IOException {
        UserPrincipal owner = Files.getOwner(log, options);
        if (!owner.equals(OwnUser.principal()) && !owner.getName().equals("root")) {
            throw refusal(
                    log,
                    "%s belongs to %s, not to %s".formatted(what, owner.getName(), OwnUser.name()));
        }
    }

    private static FileSystemException refusal(Path log, String reason) {
        return new FileSystemException(
                log.toString(), null, "%s is refused: %s".formatted(log, reason));
    }
}
