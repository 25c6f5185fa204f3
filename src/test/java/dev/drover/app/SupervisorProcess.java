package dev.drover.app;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link SupervisorMain} in a process of its own. */
final class SupervisorProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    SupervisorProcess(Path home) throws IOException {
        this(home, SupervisorLauncher.options());
    }

    /**
     * @param options of the JVM
     */
    SupervisorProcess(Path home, List<String> options) throws IOException {
        this(home, options, Map.of(), List.of());
    }

    /**
     * @param variables over those of this process
     */
    SupervisorProcess(Path home, List<String> options, Map<String, String> variables)
            throws IOException {
        this(home, options, variables, List.of());
    }

    /**
     * @param before a command that runs the rest of its arguments
     */
    SupervisorProcess(Path home, List<String> options, List<String> before) throws IOException {
        this(home, options, Map.of(), before);
    }

    private SupervisorProcess(
            Path home, List<String> options, Map<String, String> variables, List<String> before)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                List.of(
                        "--module-path",
                        System.getProperty("drover.classes")
                                + File.pathSeparator
                                + System.getProperty("drover.libs"),
                        "-m",
                        "dev.drover/dev.drover.app.SupervisorMain",
                        "--home",
                        home.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        process = builder.redirectError(ProcessBuilder.Redirect.PIPE).start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The next line of its standard output, or null when it has ended. */
    @Nullable String nextLine() throws IOException {
        return out.readLine();
    }

    /** Everything on its standard error; waits for its end. */
    String errors() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Sends SIGTERM; unlike {@link Process#destroy} it leaves the streams open. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL and waits for the end; the services go on. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("The supervisor did not end within 90 s.");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
