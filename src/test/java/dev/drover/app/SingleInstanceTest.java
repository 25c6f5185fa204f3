package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

@Timeout(180)
class SingleInstanceTest {

    @TempDir Path folder;

    private final Home home = new Home(Path.of("/home/me/.drover"));
    private final BlockingQueue<Optional<Path>> raised = new LinkedBlockingQueue<>();

    @Test
    void aLaterStartBringsTheFirstWindowToTheFront() throws InterruptedException {
        try (SingleInstance first = first()) {
            assertThat(SingleInstance.handOver(folder, home, Optional.empty())).isTrue();
            assertThat(raised.take()).isEmpty();
            assertThat(first).isNotNull();
        }
    }

    @Test
    void itsFileIsOpenedThere() throws InterruptedException {
        Path file = Path.of("/srv/my shop/ecosystem.config.json");
        try (SingleInstance first = first()) {
            assertThat(SingleInstance.handOver(folder, home, Optional.of(file))).isTrue();
            assertThat(raised.take()).contains(file);
            assertThat(first).isNotNull();
        }
    }

    @Test
    void anotherHomeHasAWindowOfItsOwn() {
        try (SingleInstance first = first()) {
            Home other = new Home(Path.of("/home/me/.other"));
            assertThat(SingleInstance.handOver(folder, other, Optional.empty())).isFalse();
            assertThat(first).isNotNull();
        }
    }

    @Test
    void withoutAWindowThereIsNobodyToTell() {
        assertThat(SingleInstance.handOver(folder, home, Optional.empty())).isFalse();
    }

    @Test
    void onlyOneCanBeTheFirst() {
        try (SingleInstance first = first()) {
            assertThat(SingleInstance.claim(folder, home)).isEmpty();
            assertThat(first).isNotNull();
        }
    }

    @Test
    void afterTheEndTheNextIsTheFirst() {
        first().close();
        assertThat(SingleInstance.handOver(folder, home, Optional.empty())).isFalse();
        first().close();
    }

    @Test
    void aSocketThatWasLeftBehindIsNoWindow() throws Exception {
        first().close();
        try (Stream<Path> files = Files.list(folder)) {
            Path lock = files.findFirst().orElseThrow();
            String name = lock.getFileName().toString().replace(".lock", "");
            Files.createFile(lock.resolveSibling(name));
        }
        assertThat(SingleInstance.handOver(folder, home, Optional.empty())).isFalse();
        first().close();
    }

    @Test
    void nobodyElseMayKnock() throws Exception {
        try (SingleInstance first = first();
                Stream<Path> files = Files.list(folder)) {
            List<Path> sockets = files.filter(f -> f.toString().endsWith(".sock")).toList();
            assertThat(sockets).hasSize(1);
            assertThat(Files.getPosixFilePermissions(sockets.getFirst()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(first).isNotNull();
        }
    }

    @Test
    void aFolderTooDeepForASocketIsNoError() {
        Path deep = folder.resolve("a".repeat(60)).resolve("b".repeat(60));

        assertThat(SingleInstance.claim(deep, home)).isEmpty();
        assertThat(SingleInstance.handOver(deep, home, Optional.empty())).isFalse();
    }

    @Test
    void aLaterStartWaitsUntilTheFirstWindowIsThere() throws Exception {
        try (SingleInstance first = SingleInstance.claim(folder, home).orElseThrow()) {
            CompletableFuture<Boolean> later =
                    CompletableFuture.supplyAsync(
                            () -> SingleInstance.handOver(folder, home, Optional.empty()));
            assertThat(raised).isEmpty();
            first.onRaise(raised::add);

            assertThat(later.get()).isTrue();
            assertThat(raised).hasSize(1);
        }
    }

    @Test
    void aFirstWindowThatNeverComesIsNotWaitedFor() throws Exception {
        SingleInstance first = SingleInstance.claim(folder, home).orElseThrow();
        CompletableFuture<Boolean> later =
                CompletableFuture.supplyAsync(
                        () -> SingleInstance.handOver(folder, home, Optional.empty()));
        first.close();

        assertThat(later.get()).isFalse();
    }

    private SingleInstance first() {
        SingleInstance first = SingleInstance.claim(folder, home).orElseThrow();
        first.onRaise(raised::add);
        return first;
    }
}
