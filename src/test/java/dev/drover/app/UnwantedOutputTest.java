package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UnwantedOutputTest {

    /** Less than what makes a log be rotated. */
    private static final int OUTPUT_BYTES = 8_000_000;

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void outputIsNotReadWhileNobodyListens() throws Exception {
        Home home = new Home(folder.resolve("h"));
        try (SupervisorProcess supervisor = new SupervisorProcess(home.root());
                RawRpc rpc = connect(supervisor, home)) {
            // The first run reads classes, too.
            run(rpc, 0, 10);
            long before = bytesRead(supervisor.pid());
            run(rpc, 1, OUTPUT_BYTES);
            long read = bytesRead(supervisor.pid()) - before;
            assertThat(folder.resolve("out-1.log")).hasSize(OUTPUT_BYTES);
            assertThat(read).isLessThan(OUTPUT_BYTES / 2);
        }
    }

    /** Starts a service that writes so much and ends, and waits until that was dealt with. */
    private void run(RawRpc rpc, int id, int bytes) throws Exception {
        Map<String, Object> spec = new HashMap<>();
        spec.put("name", "chatty" + id);
        spec.put("pm_exec_path", "/bin/sh");
        spec.put("args", List.of("-c", "printf %0" + bytes + "d 0"));
        spec.put("exec_interpreter", "none");
        spec.put("instances", 1);
        spec.put("pm_out_log_path", folder.resolve("out.log").toString());
        spec.put("pm_err_log_path", folder.resolve("err.log").toString());
        spec.put("autorestart", false);
        spec.put("env", Map.of());
        rpc.call("prepare", spec);
        String all = "\"status\":";
        String ended = "\"status\":\"stopped\"";
        String list = all;
        while (list.split(all).length != list.split(ended).length) {
            list = rpc.call("getMonitorData", Map.of());
        }
    }

    private static RawRpc connect(SupervisorProcess supervisor, Home home) throws Exception {
        assertThat(supervisor.nextLine()).isEqualTo("ready");
        return new RawRpc(home.rpcSocket());
    }

    /**
     * What the process has read by system calls, from files and sockets. That of its ended children
     * counts, too: they read next to nothing.
     */
    private static long bytesRead(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/io")).stream()
                .filter(line -> line.startsWith("rchar:"))
                .mapToLong(line -> Long.parseLong(line.substring("rchar:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }
}
