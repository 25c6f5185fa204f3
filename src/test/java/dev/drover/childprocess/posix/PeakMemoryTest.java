package dev.drover.childprocess.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.SpawnOptions;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class PeakMemoryTest {

    private static final long MEGABYTE = 1 << 20;

    /** The kernel alone would say what this JVM has, hundreds of megabytes. */
    @Test
    void ofASmallChildIsItsOwn() throws Exception {
        ChildProcess child = ready("echo ready; read b");

        child.kill();

        end(child);
        assertThat(child.peakMemory().orElseThrow()).isBetween(MEGABYTE / 4, 16 * MEGABYTE);
    }

    @Test
    void staysAfterItWasFreed() throws Exception {
        ChildProcess child =
                ready("a=$(head -c 30000000 /dev/zero | tr '\\0' x); a=; echo ready; read b");

        long seen = child.peakMemory().orElseThrow();
        child.kill();

        end(child);
        assertThat(seen).isGreaterThan(30_000_000);
        assertThat(child.peakMemory()).hasValue(seen);
    }

    private static ChildProcess ready(String script) throws Exception {
        ChildProcess child =
                ChildProcesses.spawn("/bin/sh", List.of("-c", script), SpawnOptions.DEFAULT);
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(
                                child.stdout().orElseThrow(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("ready");
        return child;
    }

    private static void end(ChildProcess child) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        child.onExit(_ -> ended.complete(null));
        ended.join();
    }
}
