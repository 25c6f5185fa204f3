package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessSpec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which program runs a script when nobody says: PM2's rule by extension. */
final class Interpreters {

    private static final Map<String, String> BY_EXTENSION =
            Map.ofEntries(
                    Map.entry("js", "node"),
                    Map.entry("mjs", "node"),
                    Map.entry("cjs", "node"),
                    Map.entry("sh", "bash"),
                    Map.entry("py", "python3"),
                    Map.entry("rb", "ruby"),
                    Map.entry("php", "php"),
                    Map.entry("pl", "perl"),
                    Map.entry("ts", "bun"),
                    Map.entry("tsx", "bun"),
                    Map.entry("coffee", "coffee"),
                    Map.entry("ls", "lsc"));

    /** The ones that the form offers. */
    static final List<String> COMMON =
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

    /** The interpreter of a script, or {@link ProcessSpec#NO_INTERPRETER}. */
    static String of(Path script) {
        String file = String.valueOf(script.getFileName());
        int dot = file.lastIndexOf('.');
        String extension = dot < 0 ? "" : file.substring(dot + 1);
        return BY_EXTENSION.getOrDefault(extension, ProcessSpec.NO_INTERPRETER);
    }
}
