package dev.drover.supervisor.trigger;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * What a watch does not look at: names that begin with a dot, {@code node_modules}, the service's
 * own files, and what its options say.
 *
 * @param roots the watched folders
 * @param patterns names, relative or absolute paths, or globs of either
 * @param own files that the supervisor itself writes
 */
record IgnoredPaths(List<Path> roots, List<String> patterns, Set<Path> own)
        implements Predicate<Path> {

    @Override
    public boolean test(Path path) {
        return own.contains(path)
                || roots.stream()
                        .filter(path::startsWith)
                        .anyMatch(root -> isIgnored(root, root.relativize(path)));
    }

    private boolean isIgnored(Path root, Path relative) {
        for (Path element : relative) {
            String name = element.toString();
            if (name.startsWith(".") && name.length() > 1 || name.equals("node_modules")) {
                return true;
            }
        }
        return patterns.stream().anyMatch(pattern -> matches(pattern, root, relative));
    }

    private static boolean matches(String pattern, Path root, Path relative) {
        String plain = pattern.replaceFirst("^\\./", "").replaceFirst("/+$", "");
        for (int end = 1; end <= relative.getNameCount(); end++) {
            Path part = relative.subpath(0, end);
            if (part.toString().equals(plain)
                    || root.resolve(part).toString().equals(plain)
                    || part.getFileName().toString().equals(plain)
                    || glob(plain, part)
                    || glob(plain, part.getFileName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean glob(String pattern, Path path) {
        if (pattern.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0)) {
            return false;
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return matcher.matches(path);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
