package dev.drover.project;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds programs and says which interpreter runs a script (spec/pm2.md section 6.2). */
public final class Programs {

    private static final Map<String, List<String>> BY_EXTENSION =
            Map.ofEntries(
                    Map.entry("js", List.of("node")),
                    Map.entry("cjs", List.of("node")),
                    Map.entry("mjs", List.of("node")),
                    Map.entry("ts", List.of("bun", "node")),
                    Map.entry("tsx", List.of("bun", "node")),
                    Map.entry("sh", List.of("bash", "sh")),
                    Map.entry("py", List.of("python", "python3")),
                    Map.entry("rb", List.of("ruby")),
                    Map.entry("php", List.of("php")),
                    Map.entry("pl", List.of("perl")),
                    Map.entry("coffee", List.of("coffee")));

    private Programs() {}

    /**
     * The interpreter for a script by its extension: the first candidate that is on {@code path},
     * else the first one; empty when the file is executed directly.
     *
     * @param path value of a PATH variable
     */
    public static Optional<String> interpreterOf(Path script, String path) {
        String name = String.valueOf(script.getFileName());
        int dot = name.lastIndexOf('.');
        List<String> candidates =
                dot < 0 ? List.of() : BY_EXTENSION.getOrDefault(name.substring(dot + 1), List.of());
        return candidates.stream()
                .filter(c -> find(c, path).isPresent())
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    /** The executable file that a bare name stands for on {@code path}. */
    public static Optional<Path> find(String name, String path) {
        for (String folder : path.split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                Path candidate = Path.of(folder).resolve(name);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }
}
