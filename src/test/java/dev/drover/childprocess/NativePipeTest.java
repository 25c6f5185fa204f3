package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.posix.PosixBackend;
import dev.drover.domain.ExitStatus;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The pipes of the native backend: how long they stay, and where their bytes go. */
@Timeout(180)
final class NativePipeTest {

    private final ChildRig rig = new ChildRig(new PosixBackend());

    @Test
    void outputsThatNobodyReadsAreGivenBackWhenTheyAreEmptyAndEnded() throws Exception {
        exit(rig.spawn(IGNORING, "true"));
        long before = Descriptors.open();
        List<ChildProcess> held = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ChildProcess child =
                    rig.spawn(SpawnOptions.DEFAULT.withStdio(PIPE, PIPE, PIPE, PIPE), "true");
            awaitClose(child);
            held.add(child);
        }
        Descriptors.settle(Descriptors::open, before + 2);
        assertThat(held.getFirst().stdout().orElseThrow().read()).isEqualTo(-1);
        assertThat(held.getLast().stdio().get(3).orElseThrow().input().orElseThrow().read())
                .isEqualTo(-1);
    }

    @Test
    void outputStaysReadableAfterTheEndOfTheChild() throws Exception {
        ChildProcess child = rig.spawn(SpawnOptions.DEFAULT, "echo", "x");
        awaitClose(child);
        assertThat(child.stdout().orElseThrow().readAllBytes()).asString().isEqualTo("x\n");
    }

    @Test
    @DisplayName("ST-16 the output of a child that wrote nothing and has ended is an empty input")
    void drainedOutputIsAnEmptyInput() throws Exception {
        ChildProcess silent = rig.spawn(SpawnOptions.DEFAULT, "true");
        awaitClose(silent);
        Stdio ended = new Stdio.Stream(silent.stdout().orElseThrow());
        ChildProcess reader =
                rig.spawn(SpawnOptions.DEFAULT.withStdio(ended, PIPE, PIPE), "wc", "-c");
        assertThat(reader.stdout().orElseThrow().readAllBytes()).asString().isEqualTo("0\n");
    }

    @Test
    void outputGoesIntoAFileStream(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("out");
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write('>');
            ChildProcess child =
                    rig.spawn(SpawnOptions.DEFAULT, "head", "-c", "1000000", "/dev/zero");
            assertThat(child.stdout().orElseThrow().transferTo(out)).isEqualTo(1_000_000);
            out.write('<');
        }
        byte[] written = Files.readAllBytes(file);
        assertThat(written).hasSize(1_000_002).startsWith('>', 0).endsWith(0, '<');
    }

    @Test
    void moreReadersWaitThanThereAreBuffers() throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        List<CompletableFuture<String>> read = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            ChildProcess child = rig.spawn(SpawnOptions.DEFAULT, "cat");
            children.add(child);
            CompletableFuture<String> line = new CompletableFuture<>();
            read.add(line);
            Thread.ofPlatform().start(() -> readAll(child, line));
        }
        for (int i = 0; i < children.size(); i++) {
            try (OutputStream in = children.get(i).stdin().orElseThrow()) {
                in.write(("to " + i).getBytes(StandardCharsets.US_ASCII));
            }
        }
        for (int i = 0; i < read.size(); i++) {
            assertThat(await(read.get(i))).isEqualTo("to " + i);
        }
    }

    private static void readAll(ChildProcess child, CompletableFuture<String> into) {
        try {
            byte[] all = child.stdout().orElseThrow().readAllBytes();
            into.complete(new String(all, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            into.completeExceptionally(e);
        }
    }

    @Test
    @DisplayName("EV-14 a child that ends at once is disconnected before its exit is told")
    void disconnectBeforeExit() throws Exception {
        SpawnOptions options = SpawnOptions.DEFAULT.withStdio(IGNORE, IGNORE, IGNORE, IPC);
        for (int i = 0; i < 200; i++) {
            ChildProcess child = rig.spawn(options, "true");
            List<String> events = new CopyOnWriteArrayList<>();
            // In this order, because listeners that come late are called in theirs.
            child.onDisconnect(() -> events.add("disconnect"));
            child.onExit(_ -> events.add("exit"));
            awaitClose(child);
            assertThat(events).containsExactly("disconnect", "exit");
        }
    }

    private static void awaitClose(ChildProcess child) {
        CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
        child.onClose(closed::complete);
        await(closed);
    }
}
