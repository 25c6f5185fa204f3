package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

@ExtendWith(ApplicationExtension.class)
class SessionEndUITest {

    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void theWindowsAreClosedOnTheirThreadAndWaitedFor() {
        new SessionEnd(
                        () -> {
                            done.add("closed on it: " + Platform.isFxApplicationThread());
                            return CompletableFuture.runAsync(() -> done.add("kept"));
                        })
                .close();

        assertThat(done).containsExactly("closed on it: true", "kept");
    }

    @Test
    void whatCannotBeKeptDoesNotHoldTheEndUp() {
        new SessionEnd(
                        () -> {
                            throw new IllegalStateException("no window");
                        })
                .close();
        assertThat(done).isEmpty();
    }
}
