package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An unmodified HTTP service of two workers answers every request while it is reloaded. The client
 * is Node's own, with and without keep-alive, and repeats nothing. {@code
 * -Ddrover.reload.requests=10000} is the full form.
 */
class ReloadUnderLoadTest {

    private static final int REQUESTS = Integer.getInteger("drover.reload.requests", 3000);
    private static final int RELOADS = 5;

    @TempDir Path folder;

    @Test
    void everyRequestIsAnsweredWhileTheServiceIsReloaded() throws Exception {
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            List<ProcessDescription> workers =
                    SupervisorRig.get(
                            rig.supervisor.start(
                                    ClusterRig.spec(rig, "app.js", UnaryOperator.identity()),
                                    SupervisorRig.ASKED));
            int port = ClusterRig.port(rig, workers.getFirst().id());

            Load load = new Load(port);
            for (int step = 0; step < RELOADS; step++) {
                load.awaitStep();
                for (ProcessDescription worker : workers) {
                    SupervisorRig.get(
                            rig.supervisor.reload(
                                    worker.id(),
                                    UnaryOperator.identity(),
                                    false,
                                    SupervisorRig.ASKED));
                }
            }

            String result = load.result();
            assertThat(result)
                    .as("what the client saw; standard error of the service: %s", errors(rig))
                    .contains("\"answered\":" + REQUESTS + ",\"errors\":{}");
            assertThat(SupervisorRig.get(rig.supervisor.list()))
                    .extracting(ProcessDescription::restarts)
                    .containsExactly(RELOADS, RELOADS);
        }
    }

    private static String errors(SupervisorRig rig) {
        return rig.output(0, LogStream.ERR) + rig.output(1, LogStream.ERR);
    }

    private static final class Load {

        private final Process client;
        private final BufferedReader lines;

        Load(int port) throws IOException {
            client =
                    new ProcessBuilder(
                                    "node",
                                    ClusterRig.program("load.js").toString(),
                                    Integer.toString(port),
                                    Integer.toString(REQUESTS),
                                    Integer.toString(RELOADS))
                            .redirectErrorStream(true)
                            .start();
            lines = client.inputReader(StandardCharsets.UTF_8);
        }

        void awaitStep() throws IOException {
            assertThat(lines.readLine()).isEqualTo("step");
        }

        String result() throws IOException, InterruptedException {
            String last = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
            client.waitFor();
            return last;
        }
    }
}
