package dev.drover.project;

import dev.drover.domain.ProcessSpec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which program runs a script when nobody says: PM2's rule by extension. */
public final class Interpreters {

    private static final Map<String, List<String>> BY_EXTENSION =
            Map.ofEntries(
                    Map.entry("js", List.of("node")),
                    Map.entry("mjs", List.of("node")),
                    Map.entry("cjs", List.of("node")),
                    Map.entry("sh", List.of("bash", "sh")),
                    Map.entry("py", List.of("python", "python3")),
                    Map.entry("rb", List.of("ruby")),
                    Map.entry("php", List.of("php")),
                    Map.entry("pl", List.of("perl")),
                    Map.entry("ts", List.of("bun", "node")),
                    Map.entry("tsx", List.of("bun", "node")),
                    Map.entry("coffee", List.of("coffee")),
                    Map.entry("ls", List.of("lsc")));

    /** The ones that the form offers. */
    public static final List<String> COMMON =
            List.of(
                    ProcessSpec.NO_INTERPRETER,
                    "node",
                    "bash",
                    "python3",
                    "ruby",
                    "php",
                    "perl",
                    "bun");

    private Interpreters() {}

    /**
     * The interpreter of a script: the first one for its extension that {@code programs} holds,
     * else the first one; {@link ProcessSpec#NO_INTERPRETER} when the file is executed itself.
     */
    public static String of(Path script, Programs programs) {
        String file = String.valueOf(script.getFileName());
        int dot = file.lastIndexOf('.');
        List<String> candidates =
                dot < 0 ? List.of() : BY_EXTENSION.getOrDefault(file.substring(dot + 1), List.of());
        return candidates.stream()
                .filter(candidate -> programs.find(candidate).isPresent())
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElse(ProcessSpec.NO_INTERPRETER);
    }
}
