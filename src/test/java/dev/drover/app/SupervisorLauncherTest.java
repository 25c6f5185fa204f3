package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SupervisorLauncherTest {

    private static final String OWN_MODULE_PATH =
            "--module-path=" + System.getProperty("jdk.module.path", "");

    private Path lib;

    @BeforeEach
    void makeFolder(@TempDir Path dist) throws Exception {
        lib = Files.createDirectory(dist.resolve("lib"));
    }

    @Test
    void aRuntimeWithACacheBesideItHoldsOurModules() throws Exception {
        Path cache = Files.createFile(lib.resolve("drover-supervisor.aot")).toRealPath();
        assertThat(SupervisorLauncher.modules(lib)).containsExactly("-XX:AOTCache=" + cache);
    }

    @Test
    void withoutACacheTheModulePathIsThatOfTheWindow() throws Exception {
        assertThat(SupervisorLauncher.modules(lib)).containsExactly(OWN_MODULE_PATH);
    }

    @Test
    void supervisorWhoseCacheDoesNotFitSaysNothingButReady(
            @TempDir(factory = NearTheRoot.class) Path folder) throws Exception {
        Path cache = Files.writeString(lib.resolve("drover-supervisor.aot"), "not a cache");
        List<String> options = SupervisorLauncher.options();
        options.add("-XX:AOTCache=" + cache);
        Path home = folder.resolve("h");
        try (SupervisorProcess supervisor = new SupervisorProcess(home, options)) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            supervisor.terminate();
            assertThat(supervisor.awaitExit()).isZero();
            assertThat(supervisor.errors()).isEmpty();
        }
    }
}
