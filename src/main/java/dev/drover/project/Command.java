package dev.drover.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a user's "script" stands for, as PM2's client reads it: a file in the working folder, a
 * program on the PATH, or a text with blanks for a shell.
 *
 * @param name a short name for it
 * @param script absolute path
 * @param interpreter that runs it, or {@code "none"}
 * @param args to be put before the user's own
 */
public record Command(String name, Path script, String interpreter, List<String> args) {

    /** Reads {@code text}; empty when it is neither a file nor a program. */
    public static Optional<Command> resolve(String text, Path cwd, String path) {
        Path file = cwd.resolve(text).normalize();
        if (Files.isRegularFile(file)) {
            return Optional.of(
                    new Command(
                            stem(file),
                            file,
                            Programs.interpreterOf(file, path).orElse("none"),
                            List.of()));
        }
        if (text.strip().contains(" ")) {
            return Programs.find("bash", path)
                    .or(() -> Programs.find("sh", path))
                    .map(
                            shell ->
                                    new Command(
                                            stem(Path.of(text.strip().split("\\s+")[0])),
                                            shell,
                                            "none",
                                            List.of("-c", text)));
        }
        return Programs.find(text, path)
                .map(program -> new Command(stem(program), program, "none", List.of()));
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
