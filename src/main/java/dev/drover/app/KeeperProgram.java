package dev.drover.app;

import dev.drover.domain.Home;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;

/**
 * The program that a supervisor is run by, so that its services outlive it. It is part of this
 * module and is unpacked into the home, because a program has to be a file.
 */
final class KeeperProgram {

    private static final Logger LOG = LoggerFactory.getLogger(KeeperProgram.class);

    private KeeperProgram() {}

    /**
     * The program, executable by its owner only and exactly the one of this module, whatever was
     * there before; empty where there is none for this machine or the home cannot hold one.
     */
    static Optional<Path> of(Home home) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        String name = "keeper-" + System.getProperty("os.arch", "");
        try (InputStream in = KeeperProgram.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(unpacked(home.keeperProgram(), in.readAllBytes()));
        } catch (IOException e) {
            LOG.warn("The keeper cannot be unpacked: processes end with their channels.", e);
            return Optional.empty();
        }
    }

    private static Path unpacked(Path file, byte[] program) throws IOException {
        if (!isTheSame(file, program)) {
            Path temporary =
                    file.resolveSibling(
                            file.getFileName() + ".tmp-" + ProcessHandle.current().pid());
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Files.write(temporary, program);
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static boolean isTheSame(Path file, byte[] program) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.isExecutable(file)
                && Files.size(file) == program.length
                && Arrays.equals(Files.readAllBytes(file), program);
    }
}
