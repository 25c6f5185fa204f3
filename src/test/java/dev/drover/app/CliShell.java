package dev.drover.app;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs shell lines in a small environment of their own, where {@code pm2} is npm's client. */
final class CliShell {

    private static final long SECONDS = 90;

    private final Path home;
    private final Path work;
    private final Path programs;

    /**
     * @param home of PM2
     * @param work the current folder
     * @param programs a folder for {@code pm2}
     * @param client {@code bin/pm2} of the client
     */
    CliShell(Path home, Path work, Path programs, Path client) throws IOException {
        this.home = home;
        this.work = work;
        this.programs = Files.createDirectories(programs);
        Path script = programs.resolve("pm2");
        Files.writeString(script, "#!/bin/sh\nexec node " + client + " --no-color \"$@\"\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable.");
        }
    }

    /** What came of a line; the exit code is -1 when it did not end in time. */
    record Output(int exit, String out, String err) {}

    /**
     * @param until when its output matches, the client gets SIGINT, and the output ends there
     */
    Output run(String line, @Nullable Pattern until) throws IOException, InterruptedException {
        Process process = builder(line).start();
        process.getOutputStream().close();
        AtomicReference<String> out = new AtomicReference<>("");
        AtomicReference<String> err = new AtomicReference<>("");
        CompletableFuture<Void> ends =
                CompletableFuture.allOf(
                        collect(
                                process.getInputStream(),
                                out,
                                () -> interruptWhenSeen(process, out.get(), until)),
                        collect(process.getErrorStream(), err, () -> {}));
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Output(-1, out.get(), err.get() + "\nTIMED OUT");
        }
        // What a line left in the background may keep them open.
        ends.completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
        return new Output(process.exitValue(), upTo(until, out.get()), err.get());
    }

    private ProcessBuilder builder(String line) {
        ProcessBuilder builder = new ProcessBuilder("setsid", "-w", "bash", "-c", line);
        builder.directory(work.toFile());
        Map<String, String> environment = builder.environment();
        String path = programs + ":" + environment.get("PATH");
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", work.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("PM2_HOME", home.toString());
        environment.put("PM2_DISABLE_VERSION_CHECK", "true");
        return builder;
    }

    private static CompletableFuture<Void> collect(
            InputStream stream, AtomicReference<String> text, Runnable grown) {
        return CompletableFuture.runAsync(
                () -> {
                    byte[] buffer = new byte[8192];
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    try {
                        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                            bytes.write(buffer, 0, n);
                            text.set(bytes.toString(StandardCharsets.UTF_8));
                            grown.run();
                        }
                    } catch (IOException e) {
                        text.set(text.get() + "\n" + e);
                    }
                },
                command -> Thread.ofVirtual().start(command));
    }

    private static void interruptWhenSeen(Process process, String out, @Nullable Pattern until) {
        if (until != null && until.matcher(out).find()) {
            Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .filter(child -> child.info().command().orElse("").endsWith("node"))
                    .forEach(CliShell::interrupt);
        }
    }

    private static void interrupt(ProcessHandle node) {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(node.pid())).start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String upTo(@Nullable Pattern until, String out) {
        if (until == null) {
            return out;
        }
        Matcher matcher = until.matcher(out);
        return matcher.find() ? out.substring(0, matcher.end()) : out;
    }
}
