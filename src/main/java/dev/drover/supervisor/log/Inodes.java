package dev.drover.supervisor.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which file has a name now, and which name a file has now. */
final class Inodes {

    private Inodes() {}

    /** The number of a file, which renaming does not change; 0 where there is none. */
    static long of(Path file) throws IOException {
        try {
            return ((Number) Files.getAttribute(file, "unix:ino")).longValue();
        } catch (UnsupportedOperationException | IllegalArgumentException _) {
            // Windows: names are all that there is.
            return 0;
        }
    }

    /** True when the name belongs to the file with this number. */
    static boolean is(Path file, long inode) throws IOException {
        return Files.exists(file) && of(file) == inode;
    }

    /**
     * A path to a file that this process has open although it was deleted, by which it can be
     * opened again; empty when it still has a name somewhere.
     */
    static Optional<Path> deleted(long inode) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (inode == 0 || !Files.isDirectory(descriptors)) {
            return Optional.empty();
        }
        List<Path> all;
        try (Stream<Path> entries = Files.list(descriptors)) {
            all = entries.toList();
        }
        for (Path one : all) {
            if (Files.isRegularFile(one)
                    && of(one) == inode
                    && ((Number) Files.getAttribute(one, "unix:nlink")).intValue() == 0) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The name of a file in the folder of {@code file}, should it have been renamed there. */
    static Optional<Path> find(Path file, long inode) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (is(file, inode)) {
            return Optional.of(file);
        }
        if (folder == null || inode == 0 || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> names;
        try (Stream<Path> all = Files.list(folder)) {
            names = all.toList();
        }
        for (Path name : names) {
            if (is(name, inode)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
