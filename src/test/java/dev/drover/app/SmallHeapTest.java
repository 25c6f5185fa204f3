package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SmallHeapTest {

    private static final int VARIABLES = 40;
    private static final int VARIABLE_BYTES = 100_000;

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    /** F6: instead of standing there and answering nobody. */
    @Test
    void aSupervisorWhoseListIsLargerThanItsHeapSaysSoAndEnds() throws Exception {
        Home home = new Home(folder.resolve("h"));
        try (SupervisorProcess first =
                new SupervisorProcess(home.root(), SupervisorLauncher.options())) {
            assertThat(first.nextLine()).isEqualTo("ready");
            Map<String, String> environment = new TreeMap<>();
            for (int i = 0; i < VARIABLES; i++) {
                environment.put("V" + i, "x".repeat(VARIABLE_BYTES));
            }
            try (RawRpc rpc = new RawRpc(home.rpcSocket())) {
                // No system starts it, but it is in the list.
                rpc.call(
                        "prepare",
                        Map.of(
                                "name",
                                "large",
                                "pm_exec_path",
                                "/bin/true",
                                "exec_interpreter",
                                "none",
                                "instances",
                                1,
                                "env",
                                environment));
                assertThat(rpc.call("ping", Map.of())).contains("pong");
            }
            first.terminate();
            assertThat(first.awaitExit()).isZero();
        }
        assertThat(home.list()).isNotEmptyFile();
        assertThat(Files.size(home.list())).isGreaterThan(VARIABLES * (long) VARIABLE_BYTES);
        List<String> small = new ArrayList<>(SupervisorLauncher.options());
        small.add("-XX:InitialHeapSize=6m");
        small.add("-Xmx6m");
        try (SupervisorProcess second = new SupervisorProcess(home.root(), small)) {
            assertThat(second.nextLine()).isNull();
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.errors()).contains("does not suffice").contains("-Xmx256m");
        }
        assertThat(Files.readString(home.supervisorLog())).contains("does not suffice");
    }
}
