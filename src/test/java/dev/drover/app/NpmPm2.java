package dev.drover.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.testing.NpmFolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The unmodified pm2 from npm, versions 5, 6 and 7, each installed once under {@code target}. */
final class NpmPm2 {

    static final Path SOURCES = Path.of("src/test/node/pm2-client").toAbsolutePath();
    static final Path MODULES = folder(7).modules();
    static final Path PROGRAM = folder(7).program();

    private NpmPm2() {}

    /** The folder of modules that has this major version; skips the caller's tests as below. */
    static Path install(int major) throws IOException, InterruptedException {
        assumeTrue(isOnPath("node"), "Node is needed to run PM2");
        NpmFolder folder = folder(major);
        if (!Files.exists(folder.program())) {
            assumeTrue(isOnPath("npm"), "npm is needed to install PM2");
        }
        folder.installLocked(major == 7 ? SOURCES : SOURCES.resolve(String.valueOf(major)));
        return folder.modules();
    }

    /** The release 7 of it. Skips the caller's tests where Node or npm is missing. */
    static void install() throws IOException, InterruptedException {
        install(7);
    }

    /** Where a major version is installed. */
    static NpmFolder folder(int major) {
        return new NpmFolder(major == 7 ? "npm-pm2" : "npm-pm2-" + major, "pm2/bin/pm2");
    }

    record Output(int exit, String text) {}

    /** Runs a command to its end with no PM2 variable but the given ones. */
    static Output run(Path cwd, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(cwd.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PM2_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
