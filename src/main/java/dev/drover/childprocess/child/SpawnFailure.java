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
 * @param stdio what the child was to be connected to; files in it may be the reason
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
            case "ENOENT" -> wrongFolder().or(this::wrongFile).orElseGet(this::missing);
            case "ENOTDIR" ->
                    wrongFolder()
                            .or(this::wrongFile)
                            .orElse("a part of the path is a file, not a folder");
            case "EACCES" -> wrongFolder().or(this::wrongFile).orElseGet(this::denied);
            case "EISDIR" -> wrongFile().orElse(words);
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

    private Optional<String> wrongFile() {
        return stdio.stream().map(SpawnFailure::fault).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> fault(Stdio entry) {
        return switch (entry) {
            case Stdio.AppendTo(Path log) -> unwritable("log file", log);
            case Stdio.WriteTo(Path file) -> unwritable("file", file);
            case Stdio.ReadFrom(Path input) -> unreadable(input);
            default -> Optional.empty();
        };
    }

    private static Optional<String> unwritable(String what, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            return Optional.of("the folder of the %s '%s' does not exist".formatted(what, file));
        }
        if (Files.isDirectory(file)) {
            return Optional.of("the %s '%s' is a folder".formatted(what, file));
        }
        return Files.exists(file) && !Files.isWritable(file)
                ? Optional.of("the %s '%s' may not be written by this user".formatted(what, file))
                : Optional.empty();
    }

    private static Optional<String> unreadable(Path input) {
        if (!Files.exists(input)) {
            return Optional.of("the file '%s' that it is to read does not exist".formatted(input));
        }
        return Files.isReadable(input)
                ? Optional.empty()
                : Optional.of(
                        "the file '%s' that it is to read may not be read by this user"
                                .formatted(input));
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
