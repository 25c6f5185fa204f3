package dev.drover.childprocess.posix;

import dev.drover.childprocess.SpawnException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts a failed spawn into words. The kernel gives one number for whatever step failed, so the folder and the program
 * are looked at afterwards, only for the message.
 */
final class SpawnFailure {

    private SpawnFailure() {}

    static SpawnException of(int errno, Spawner.Command command) {
        String folder =
                command.cwd().orElse(Path.of("")).toAbsolutePath().normalize().toString();
        return new SpawnException(
                Errno.name(errno),
                "Cannot start '%s' in folder '%s': %s (%s)."
                        .formatted(command.file(), folder, reason(errno, command), Errno.name(errno)));
    }

    private static String reason(int errno, Spawner.Command command) {
        Path folder = command.cwd().orElse(Path.of("")).toAbsolutePath();
        if (errno == Errno.ENOENT || errno == Errno.ENOTDIR || errno == Errno.EACCES) {
            if (!Files.exists(folder)) {
                return "the folder does not exist";
            }
            if (!Files.isDirectory(folder)) {
                return "that is a file, not a folder";
            }
            if (!Files.isExecutable(folder)) {
                return "the folder may not be entered by this user";
            }
        }
        return switch (errno) {
            case Errno.ENOENT -> missing(command, folder);
            case Errno.EACCES -> denied(command, folder);
            case Errno.ENOTDIR -> "a part of the path is a file, not a folder";
            default -> Errno.words(errno);
        };
    }

    private static String missing(Spawner.Command command, Path folder) {
        if (!command.file().contains("/")) {
            return "no such program in PATH (%s)"
                    .formatted(command.path().orElse(PosixEnvironment.DEFAULT_PATH));
        }
        return Files.exists(folder.resolve(command.file()))
                ? "the interpreter named in its first line, or the folder of a log file, does not exist"
                : "the program does not exist";
    }

    private static String denied(Spawner.Command command, Path folder) {
        if (!command.file().contains("/")) {
            return "the program found in PATH may not be executed by this user";
        }
        Path program = folder.resolve(command.file());
        if (Files.isDirectory(program)) {
            return "that is a folder, not a program";
        }
        return Files.isExecutable(program)
                ? "a log file may not be written by this user"
                : "the program may not be executed by this user";
    }
}
