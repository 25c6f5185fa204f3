package dev.drover.project;

import java.io.File;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks programs up as a shell does. */
public final class Programs {

    private static final boolean POSIX = File.separatorChar == '/';

    private final FileSystem files;
    private final String searchPath;

    /** {@code searchPath} is a PATH: folders joined by the system's separator. */
    public Programs(FileSystem files, String searchPath) {
        this.files = files;
        this.searchPath = searchPath;
    }

    public String searchPath() {
        return searchPath;
    }

    /**
     * The executable file that {@code name} means: a bare name is looked up, a path is taken as it
     * is.
     */
    public Optional<Path> find(String name, Path folder) {
        if (name.indexOf('/') >= 0) {
            return Optional.of(folder.resolve(name)).filter(Programs::isExecutableFile);
        }
        return find(name);
    }

    /** Programs on {@code searchPath} in this machine's files. */
    public static Programs on(String searchPath) {
        return new Programs(FileSystems.getDefault(), searchPath);
    }

    /** The executable file that a bare name stands for. */
    public Optional<Path> find(String name) {
        return candidates(name).stream().filter(Programs::isExecutableFile).findFirst();
    }

    private List<Path> candidates(String name) {
        List<Path> candidates = new ArrayList<>();
        for (String folder : searchPath.split(File.pathSeparator)) {
            // A folder like "." would let whatever project one is in choose the program.
            if (folder.startsWith("/") || !POSIX && !folder.isEmpty()) {
                candidates.add(files.getPath(folder).resolve(name));
            }
        }
        return candidates;
    }

    private static boolean isExecutableFile(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
