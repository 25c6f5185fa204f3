package dev.drover.supervisor.trigger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is watched: files and folders with all that is in them, and what matches a pattern. */
final class WatchedPaths {

    private final List<Path> roots = new ArrayList<>();
    private final List<Path> whole = new ArrayList<>();
    private final List<Glob> globs = new ArrayList<>();

    private final OptionalInt depth;

    /**
     * @param paths absolute; one that is not there, with wildcards, is a pattern
     * @param depth of folders below a watched one; empty: all
     */
    WatchedPaths(List<Path> paths, OptionalInt depth) {
        this.depth = depth;
        for (Path path : paths) {
            Optional<Glob> glob = Glob.of(path.toString().replace('\\', '/'));
            if (glob.isPresent() && !Files.exists(path)) {
                globs.add(glob.get());
                roots.add(base(path));
            } else {
                whole.add(path);
                roots.add(path);
            }
        }
    }

    /** The folder below which all is that a pattern can match. */
    private static Path base(Path pattern) {
        Path base = pattern;
        for (Path up = pattern; up != null; up = up.getParent()) {
            if (up.getFileName() != null && Glob.isGlob(up.getFileName().toString())) {
                base = up.getParent();
            }
        }
        return base;
    }

    /** Where to look. */
    List<Path> roots() {
        return List.copyOf(roots);
    }

    /** Whether a change of it counts. */
    boolean contains(Path path) {
        return whole.stream().anyMatch(root -> path.startsWith(root) && isNear(root, path))
                || globs.stream().anyMatch(glob -> glob.matches(path));
    }

    private boolean isNear(Path root, Path path) {
        int folders = path.getNameCount() - root.getNameCount() - 1;
        return depth.isEmpty() || folders <= depth.getAsInt();
    }
}
