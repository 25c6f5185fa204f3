package dev.drover.doctor;

import dev.drover.daemon.SettingsCheck;
import dev.drover.domain.Home;
import dev.drover.domain.OwnUser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of the supervisor: whose it is, who may read it, how much room is left. */
final class HomeExamination {

    /** {@code sun_path} of a Unix-domain socket, without its end. */
    private static final int LONGEST_SOCKET =
            System.getProperty("os.name", "").startsWith("Mac") ? 103 : 107;

    private static final long LEAST_ROOM_MB = 100;
    private static final int MOST_FILES = 40;
    private static final int MOST_SETTINGS_LINES = 20;

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final Home home;

    HomeExamination(Home home) {
        this.home = home;
    }

    void write(Sheet sheet) {
        sheet.section("home");
        sheet.line("folder", home.root());
        int length = home.keeperSocket().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_SOCKET) {
            sheet.problem(
                    "The path %s is too long for a socket by %d bytes; choose a shorter home."
                            .formatted(home.keeperSocket(), length - LONGEST_SOCKET));
        }
        if (!Files.exists(home.root())) {
            sheet.line("files", "none: no supervisor has run here");
            return;
        }
        if (!Files.isDirectory(home.root())) {
            sheet.problem(
                    "The home %s is not a folder; move it away or choose another home."
                            .formatted(home.root()));
            return;
        }
        try {
            room(sheet);
            settings(sheet);
            files(sheet);
        } catch (IOException e) {
            sheet.problem("The home %s cannot be read (%s).".formatted(home.root(), e));
        }
    }

    private void room(Sheet sheet) {
        // Not by its FileStore: that looks for a mount point, which a container may not show.
        long free = home.root().toFile().getUsableSpace() >> 20;
        sheet.line("room", free + " MB");
        if (free < LEAST_ROOM_MB) {
            sheet.problem(
                    "Only %d MB are free where the home is; logs and the list may not be written."
                            .formatted(free));
        }
    }

    private void settings(Sheet sheet) throws IOException {
        Path file = home.settings();
        if (!Files.isRegularFile(file)) {
            sheet.line("settings.json", "none");
            return;
        }
        Optional<String> problem = SettingsCheck.problem(home);
        sheet.line("settings.json", problem.isEmpty() ? "" : "wrong");
        problem.ifPresent(sheet::problem);
        try (Stream<String> lines = Files.lines(file)) {
            lines.limit(MOST_SETTINGS_LINES).forEach(sheet::quote);
        }
    }

    private void files(Sheet sheet) throws IOException {
        if (!home.root().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        PosixFileAttributes own = attributes(home.root().toRealPath());
        sheet.line("permissions", text(own));
        if (!own.owner().equals(OwnUser.principal())) {
            sheet.problem(
                    "The home %s belongs to %s, not to you (%s); choose a home of your own."
                            .formatted(home.root(), own.owner(), OwnUser.name()));
        }
        tellOpen(sheet, home.root(), own);
        List<Path> files;
        try (Stream<Path> all = Files.list(home.root())) {
            files = all.sorted().toList();
        }
        for (Path file : files.subList(0, Math.min(MOST_FILES, files.size()))) {
            PosixFileAttributes seen = attributes(file);
            sheet.quote("%s %10d  %s".formatted(text(seen), seen.size(), file.getFileName()));
            tellOpen(sheet, file, seen);
        }
        if (files.size() > MOST_FILES) {
            sheet.quote("and %d more".formatted(files.size() - MOST_FILES));
        }
    }

    private static void tellOpen(Sheet sheet, Path file, PosixFileAttributes seen) {
        Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
        open.retainAll(seen.permissions());
        if (!seen.isSymbolicLink() && !open.isEmpty()) {
            sheet.problem(
                    "Other users may read or write %s; run: chmod go-rwx '%s'"
                            .formatted(file, file));
        }
    }

    private static PosixFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static String text(PosixFileAttributes seen) {
        String kind = seen.isDirectory() ? "d" : seen.isSymbolicLink() ? "l" : "-";
        return kind + PosixFilePermissions.toString(seen.permissions());
    }
}
