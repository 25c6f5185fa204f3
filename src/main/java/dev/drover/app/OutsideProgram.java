package dev.drover.app;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;

import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs of the user's that the window starts and leaves alone: editors, terminals. */
final class OutsideProgram {

    private OutsideProgram() {}

    /** Where a program is, by the PATH of an environment. Blocks for a look at the folders. */
    static Optional<Path> onPath(Map<String, String> environment, String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(folder).resolve(program);
            if (!folder.isEmpty() && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * Starts a program that outlives the window. Blocks for the exec.
     *
     * @param options where it works and with which variables
     * @throws UncheckedIOException when it cannot be started; the message is a sentence
     */
    static void start(List<String> command, SpawnOptions options) {
        try {
            ChildProcesses.spawn(
                    command.getFirst(),
                    command.subList(1, command.size()),
                    options.withDetached(true).withEveryStdio(new Stdio.Ignore()));
        } catch (SpawnException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
