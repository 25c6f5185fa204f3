package dev.drover.childprocess.child;

import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.Stdio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Puts a failed spawn into words. The operating system gives one code for whatever step failed, so
 * the folder and the program are looked at afterwards, only for the message.
 *
 * @param file the command as given
 * @param args its arguments without {@code argv0}
 * @param path the child's PATH
 * @param stdio what the child was to be connected to; log files in it may be the reason
 */
public record SpawnFailure(
        String file, List<String> args, Optional<Path> cwd, String path, List<Stdio> stdio) {

    /**
     * The exception for an error code.
     *
     * @param errno its number, positive; 0 when unknown
     * @param words what the code means, for codes that need no look at the disk
     */
    public SpawnException because(String code, int errno, String words) {
        return new SpawnException(
                new SpawnException.Failure(code, -errno, "spawn", file, args),
                "Cannot start '%s' in folder '%s': %s (%s)."
                        .formatted(file, folder().normalize(), reason(code, words), code));
    }

    private Path folder() {
        return cwd.orElse(Path.of("")).toAbsolutePath();
    }

    private String reason(String code, String words) {
        return switch (code) {
            case "ENOENT" -> wrongFolder().or(this::wrongLog).orElseGet(this::missing);
            case "ENOTDIR" ->
                    wrongFolder()
                            .or(this::wrongLog)
                            .orElse("a part of the path is a file, not a folder");
            case "EACCES" -> wrongFolder().or(this::wrongLog).orElseGet(this::denied);
            case "EISDIR" -> wrongLog().orElse(words);
            default -> words;
        };
    }

    private Optional<String> wrongFolder() {
        Path folder = folder();
        if (!Files.exists(folder)) {
            return Optional.of("the folder does not exist");
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of("the folder is a file");
        }
        return Files.isExecutable(folder)
                ? Optional.empty()
                : Optional.of("the folder may not be entered by this user");
    }

    private Optional<String> wrongLog() {
        for (Stdio entry : stdio) {
            if (entry instanceof Stdio.AppendTo(Path log)) {
                Path folder = log.toAbsolutePath().getParent();
                if (folder != null && !Files.isDirectory(folder)) {
                    return Optional.of(
                            "the folder of the log file '%s' does not exist".formatted(log));
                }
                if (Files.isDirectory(log)) {
                    return Optional.of("the log file '%s' is a folder".formatted(log));
                }
                if (Files.exists(log) && !Files.isWritable(log)) {
                    return Optional.of(
                            "the log file '%s' may not be written by this user".formatted(log));
                }
            }
        }
        return Optional.empty();
    }

    private String missing() {
        if (!file.contains("/")) {
            return "no such program in PATH (%s)".formatted(path);
        }
        return Files.exists(folder().resolve(file))
                ? "the interpreter named in its first line does not exist"
                : "the program does not exist";
    }

    private String denied() {
        if (!file.contains("/")) {
            return "the program found in PATH may not be executed by this user";
        }
        Path program = folder().resolve(file);
        if (Files.isDirectory(program)) {
            return "that is a folder, not a program";
        }
        return "the program may not be executed by this user";
    }
}
