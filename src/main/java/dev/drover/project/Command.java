package dev.drover.project;

import dev.drover.domain.ProcessSpec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a user's "script" stands for, as PM2's client reads it: a file in the working folder, a
 * folder that Node can run, a program on the PATH, or a text with blanks for a shell.
 *
 * @param name a short name for it
 * @param script absolute path
 * @param interpreter that runs it, or {@code "none"}
 * @param args to be put before the user's own
 */
public record Command(String name, Path script, String interpreter, List<String> args) {

    /** Reads {@code text}; empty when it is none of these. */
    public static Optional<Command> resolve(String text, Path cwd, Programs programs) {
        String name = SuggestedName.ofScript(text);
        Path file = cwd.resolve(text).normalize();
        if (Files.isRegularFile(file)) {
            return Optional.of(new Command(name, file, Interpreters.of(file, programs), List.of()));
        }
        if (isNodePackage(file)) {
            String folder = SuggestedName.ofScript(file.toString());
            return Optional.of(new Command(folder, file, "node", List.of()));
        }
        if (text.strip().contains(" ")) {
            return programs.find("bash")
                    .or(() -> programs.find("sh"))
                    .map(
                            shell ->
                                    new Command(
                                            name,
                                            shell,
                                            ProcessSpec.NO_INTERPRETER,
                                            List.of("-c", text)));
        }
        return programs.find(text)
                .map(program -> new Command(name, program, ProcessSpec.NO_INTERPRETER, List.of()));
    }

    private static boolean isNodePackage(Path folder) {
        return Files.isRegularFile(folder.resolve("package.json"))
                || Files.isRegularFile(folder.resolve("index.js"));
    }
}
