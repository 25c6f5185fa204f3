package dev.drover.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Which Node a client runs in, with real processes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClientNodeTest {

    @Test
    void clientInNodeIsAnsweredWithThatNode() throws Exception {
        Process client =
                new ProcessBuilder(
                                "node",
                                "-e",
                                "console.log(process.execPath); process.stdin.resume()")
                        .start();
        try (var out = client.inputReader()) {
            String execPath = out.readLine();
            assertThat(ClientNode.of(Optional.of(client.pid())))
                    .isEqualTo(Path.of(execPath).toRealPath().toString());
        } finally {
            client.destroyForcibly().waitFor();
        }
    }

    @Test
    void otherProgramsAndUnknownOnesGetTheNodeOfThePath() {
        assertThat(ClientNode.of(Optional.of(ProcessHandle.current().pid()))).isEqualTo("node");
        assertThat(ClientNode.of(Optional.of(Long.MAX_VALUE))).isEqualTo("node");
        assertThat(ClientNode.of(Optional.empty())).isEqualTo("node");
    }
}
