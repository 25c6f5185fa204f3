package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Nothing is left of many children of every kind. {@code -Ddrover.spawns=10000} runs as many as a
 * release is checked with.
 */
@Timeout(1200)
abstract class SpawnsContract {

    private static final int SPAWNS = Integer.getInteger("drover.spawns", 2_000);
    private static final int KINDS = 5;

    /** Readers of exec that wait for their next use, and compiler threads of the JVM. */
    private static final int THREADS_TO_SPARE = 8;

    private final ChildRig rig = new ChildRig(backend());

    abstract Backend backend();

    private record Left(long descriptors, long threads) {
        static Left now() throws IOException {
            return new Left(Descriptors.open(), threadsNow());
        }

        private static long threadsNow() throws IOException {
            try (var entries = Files.list(Path.of("/proc/self/task"))) {
                return entries.count();
            }
        }

        private static long zombiesNow() throws IOException {
            long self = ProcessHandle.current().pid();
            try (var entries = Files.list(Path.of("/proc"))) {
                return entries.filter(p -> p.getFileName().toString().matches("\\d+"))
                        .filter(p -> isZombieOf(p.resolve("stat"), self))
                        .count();
            }
        }

        private static boolean isZombieOf(Path stat, long parent) {
            try {
                String text = Files.readString(stat);
                return text.substring(text.lastIndexOf(')')).startsWith(") Z " + parent + " ");
            } catch (IOException | UncheckedIOException _) {
                // It has ended meanwhile.
                return false;
            }
        }
    }

    @Test
    void nothingIsLeftOfManyChildren() throws Exception {
        for (int i = 0; i < 10 * KINDS; i++) {
            one(i);
        }
        Left before = Left.now();
        for (int i = 0; i < SPAWNS; i++) {
            one(i);
        }
        Descriptors.settle(Descriptors::open, before.descriptors() + 3);
        Descriptors.settle(Left::threadsNow, before.threads() + THREADS_TO_SPARE);
        Descriptors.settle(Left::zombiesNow, 0);
    }

    private void one(int number) throws Exception {
        switch (number % KINDS) {
            case 0 -> assertThat(exit(rig.spawn(IGNORING, "true")).isSuccess()).isTrue();
            case 1 ->
                    assertThatThrownBy(() -> rig.spawn(SpawnOptions.DEFAULT, "nonexistent_cmd_x"))
                            .isInstanceOf(SpawnException.class);
            case 2 -> {
                ChildProcess child =
                        rig.spawn(
                                SpawnOptions.DEFAULT.withStdio(PIPE, IGNORE, PIPE), "sleep", "60");
                assertThat(child.kill("SIGKILL")).isTrue();
                exit(child);
                child.stderr().orElseThrow().close();
            }
            case 3 ->
                    assertThat(
                                    rig.launcher()
                                            .execFile("echo", List.of("x"), ExecOptions.DEFAULT)
                                            .result()
                                            .get(ChildRig.SECONDS, TimeUnit.SECONDS)
                                            .stdout()
                                            .text())
                            .isEqualTo("x\n");
            default -> {
                ChildProcess child =
                        rig.spawn(
                                SpawnOptions.DEFAULT.withStdio(IGNORE, IGNORE, IGNORE, IPC),
                                "true");
                CompletableFuture<Boolean> closed = new CompletableFuture<>();
                child.onClose(_ -> closed.complete(true));
                await(closed);
            }
        }
    }
}
