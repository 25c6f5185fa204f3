package dev.drover.ui.startprocess;

import java.io.File;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks programs up as a shell does. */
final class Programs {

    private final FileSystem files;
    private final String searchPath;

    /** {@code searchPath} is a PATH: folders joined by the system's separator. */
    Programs(FileSystem files, String searchPath) {
        this.files = files;
        this.searchPath = searchPath;
    }

    String searchPath() {
        return searchPath;
    }

    /**
     * The executable file that {@code name} means: a bare name is looked up, a path is taken as it
     * is.
     */
    Optional<Path> find(String name, Path folder) {
        if (name.indexOf('/') >= 0) {
            return Optional.of(folder.resolve(name)).filter(Programs::isExecutableFile);
        }
        return candidates(name).stream().filter(Programs::isExecutableFile).findFirst();
    }

    private List<Path> candidates(String name) {
        List<Path> candidates = new ArrayList<>();
        for (String folder : searchPath.split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                candidates.add(files.getPath(folder).resolve(name));
            }
        }
        return candidates;
    }

    private static boolean isExecutableFile(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
