package dev.drover.supervisor.trigger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a watch does not look at: names that begin with a dot, {@code node_modules}, the service's
 * own files, and what its options say. A pattern counts from the service's folder, as with PM2, and
 * from each watched one; one without a slash counts for names at any depth.
 */
final class IgnoredPaths implements Predicate<Path> {

    private final List<Path> roots;
    private final Path cwd;
    private final List<Rule> rules = new ArrayList<>();
    private final Set<Path> own;

    /**
     * @param glob empty: the text as it is
     */
    private record Rule(String text, Optional<Glob> glob) {

        boolean matches(Path path) {
            return glob.map(it -> it.matches(path)).orElseGet(() -> path.toString().equals(text));
        }
    }

    /**
     * @param roots the watched folders
     * @param cwd the folder of the service
     * @param patterns names, relative or absolute paths, or globs of either
     * @param own files that the supervisor itself writes
     */
    IgnoredPaths(List<Path> roots, Path cwd, List<String> patterns, Set<Path> own) {
        this.roots = List.copyOf(roots);
        this.cwd = cwd;
        this.own = Set.copyOf(own);
        for (String pattern : patterns) {
            String plain = fromTop(pattern.replaceFirst("^(\\./)+", "").replaceFirst("/+$", ""));
            rules.add(new Rule(plain, Glob.of(plain)));
        }
    }

    /** What leads out of the service's folder, as an absolute path. */
    private String fromTop(String pattern) {
        Path up = cwd;
        String below = pattern;
        while (below.startsWith("../") && up.getParent() != null) {
            up = up.getParent();
            below = below.substring(3);
        }
        return up.equals(cwd) ? pattern : up.resolve("").toString() + "/" + below;
    }

    @Override
    public boolean test(Path path) {
        return own.contains(path)
                || roots.stream()
                        .filter(path::startsWith)
                        .anyMatch(root -> isIgnored(root, root.relativize(path)));
    }

    private boolean isIgnored(Path root, Path relative) {
        if (isRule(root)) {
            return true;
        }
        Path at = root;
        Path below = relative.getFileSystem().getPath("");
        for (Path element : relative) {
            String name = element.toString();
            if (name.startsWith(".") && name.length() > 1 || name.equals("node_modules")) {
                return true;
            }
            at = at.resolve(element);
            below = below.resolve(element);
            if (isNamed(at, below, element)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(Path path, Path relative, Path name) {
        return isRule(path)
                || rules.stream().anyMatch(rule -> rule.matches(name) || rule.matches(relative));
    }

    private boolean isRule(Path path) {
        Path ofService = path.startsWith(cwd) ? cwd.relativize(path) : path;
        return !path.equals(cwd)
                && rules.stream().anyMatch(rule -> rule.matches(ofService) || rule.matches(path));
    }
}
