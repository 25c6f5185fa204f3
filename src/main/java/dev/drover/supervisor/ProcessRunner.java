package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.Stdio;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.supervisor.log.ProcessLog;
import dev.drover.supervisor.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts processes. Its methods block for file work and an exec, so they belong on a worker thread.
 */
final class ProcessRunner {

    private final ChildEnvironment environment;

    ProcessRunner(ChildEnvironment environment) {
        this.environment = environment;
    }

    /**
     * What to start.
     *
     * @param process in status launching
     * @param sharedLogs true when another entry writes to the same log files
     * @param orphan runs from a former supervisor and must end first
     */
    record Order(
            ProcessDescription process,
            ProcessLog log,
            boolean sharedLogs,
            @Nullable ProcessRef orphan) {}

    /**
     * A process that was started.
     *
     * @param run its number
     * @param notice what went wrong without keeping it from running
     */
    record Started(ChildProcess child, int run, Optional<String> notice) {}

    /**
     * Starts a process and writes its pid file.
     *
     * @throws IOException when it cannot be started; the message is a sentence for the user
     */
    Started start(Order order) throws IOException, InterruptedException {
        ProcessSpec spec = order.process().spec();
        if (order.orphan() != null) {
            List<Long> left = Stopper.stopOrphan(order.orphan(), spec.stop());
            if (!left.isEmpty()) {
                throw new IOException(
                        "%s still runs from a former supervisor and cannot be ended (pid %s)."
                                .formatted(spec.name(), left));
            }
        }
        int run = beginLog(order);
        SpawnOptions options =
                SpawnOptions.DEFAULT
                        .withCwd(spec.cwd())
                        .withEnv(environmentOf(order.process()))
                        .withStdio(
                                new Stdio.Pipe(),
                                order.log().stdio(LogStream.OUT),
                                order.log().stdio(LogStream.ERR),
                                new Stdio.Ipc())
                        .withDetached(true);
        List<String> command = command(spec);
        ChildProcess child =
                ChildProcesses.spawn(
                        command.getFirst(), command.subList(1, command.size()), options);
        order.log().attach(child);
        return new Started(child, run, writePidFile(spec.pidFile(), child.pid()));
    }

    private static int beginLog(Order order) throws IOException {
        try {
            return order.log().beginRun(order.sharedLogs());
        } catch (IOException e) {
            throw new IOException(
                    "The log files of %s cannot be opened: %s. Check the folder %s."
                            .formatted(
                                    order.process().name(),
                                    e,
                                    order.log().settings().out().getParent()),
                    e);
        }
    }

    private static List<String> command(ProcessSpec spec) {
        List<String> command = new ArrayList<>();
        if (!spec.interpreter().equals(ProcessSpec.NO_INTERPRETER)) {
            command.add(spec.interpreter());
            command.addAll(spec.interpreterArgs());
        }
        command.add(spec.script().toString());
        command.addAll(spec.args());
        return command;
    }

    private Map<String, String> environmentOf(ProcessDescription process) {
        Map<String, String> variables = new LinkedHashMap<>(environment.of(process));
        Path program = Path.of(process.spec().interpreter()).getFileName();
        if (program != null && program.toString().startsWith("python")) {
            // Else Python holds its output back until it has some kilobytes.
            variables.put("PYTHONUNBUFFERED", "1");
        }
        return variables;
    }

    /** A service that runs is not taken down because its pid cannot be noted. */
    private static Optional<String> writePidFile(Path file, long pid) {
        try {
            PrivateFiles.createFile(file);
            Files.write(file, Long.toString(pid).getBytes(StandardCharsets.US_ASCII));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "The pid file %s of pid %d cannot be written: %s".formatted(file, pid, e));
        }
    }

    /** Removes the pid file of a run that ended. */
    static void removePidFile(ProcessSpec spec) throws IOException {
        Files.deleteIfExists(spec.pidFile());
    }
}
