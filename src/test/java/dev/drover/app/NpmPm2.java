package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The unmodified pm2@7.0.4 from npm, installed once under {@code target/npm-pm2}. */
final class NpmPm2 {

    static final Path SOURCES = Path.of("src/test/node/pm2-client").toAbsolutePath();
    static final Path MODULES;
    static final Path PROGRAM;

    private static final Path INSTALLED;

    static {
        INSTALLED =
                Path.of(System.getProperty("drover.build", "target"), "npm-pm2").toAbsolutePath();
        MODULES = INSTALLED.resolve("node_modules");
        PROGRAM = MODULES.resolve("pm2/bin/pm2");
    }

    private NpmPm2() {}

    /** The folder of modules that has this major version; skips the caller's tests as above. */
    static Path install(int major) throws IOException, InterruptedException {
        install();
        if (major == 7) {
            return MODULES;
        }
        Path folder = INSTALLED.resolveSibling("npm-pm2-" + major);
        Path modules = folder.resolve("node_modules");
        if (!Files.exists(modules.resolve("pm2/bin/pm2"))) {
            installInto(folder, SOURCES.resolve(String.valueOf(major)));
        }
        return modules;
    }

    record Output(int exit, String text) {}

    /** Skips the caller's tests where Node or npm is missing. */
    static void install() throws IOException, InterruptedException {
        assumeTrue(isOnPath("node"), "Node is needed to run PM2");
        if (Files.exists(PROGRAM)) {
            return;
        }
        installInto(INSTALLED, SOURCES);
    }

    private static void installInto(Path folder, Path source)
            throws IOException, InterruptedException {
        assumeTrue(isOnPath("npm"), "npm is needed to install PM2");
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(
                    source.resolve(file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> install = List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        Output output = run(folder, Map.of(), install);
        assertThat(output.exit()).as(output.text()).isZero();
    }

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
