package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

class NodeVersionsTest {

    @TempDir Path folder;
    private final NodeVersions versions = new NodeVersions();

    private void program(String text) throws Exception {
        Path node = Files.writeString(folder.resolve("node"), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwx------"));
    }

    private Optional<String> of(String interpreter) {
        ProcessSpec spec =
                ProcessSpec.builder(folder, "app", folder.resolve("app.js"))
                        .interpreter(interpreter)
                        .env(Map.of("PATH", "/nonexistent:" + folder))
                        .build();
        return versions.of(spec).join();
    }

    @Test
    void nodeIsFoundOnThePathOfTheServiceAndAskedOnce() throws Exception {
        program("echo asked >> " + folder.resolve("log") + "; echo v31.2.3");
        assertThat(of("node")).contains("31.2.3");
        assertThat(of(folder.resolve("node").toString())).contains("31.2.3");
        assertThat(folder.resolve("log")).hasContent("asked");
    }

    @Test
    void otherProgramsAreNotAsked() throws Exception {
        program("echo v1.2.3");
        assertThat(of("python3")).isEmpty();
        assertThat(of(ProcessSpec.NO_INTERPRETER)).isEmpty();
        assertThat(of("/nonexistent/node")).isEmpty();
    }

    @Test
    void whatIsNoVersionIsNotTold() throws Exception {
        program("echo hello");
        assertThat(of("node")).isEmpty();
    }

    @Test
    void nodeThatFailsTellsNothing() throws Exception {
        program("exit 3");
        assertThat(of("node")).isEmpty();
    }
}
