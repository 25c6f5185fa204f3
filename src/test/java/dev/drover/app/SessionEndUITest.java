package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;

import javafx.application.Platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

@ExtendWith(WindowTest.class)
class SessionEndUITest {

    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void theWindowsAreClosedOnTheirThreadAndWaitedFor() {
        AtomicReference<SessionEnd> end = new AtomicReference<>();
        end.set(
                new SessionEnd(
                        () -> {
                            done.add("closed on it: " + Platform.isFxApplicationThread());
                            end.get().keep(CompletableFuture.runAsync(() -> done.add("kept")));
                        }));
        end.get().close();

        assertThat(done).containsExactly("closed on it: true", "kept");
    }

    /** The toolkit, which ends at the same time, may have closed it first. */
    @Test
    void whatAWindowKeepsThatIsClosedAlreadyIsWaitedFor() {
        CompletableFuture<Void> written = new CompletableFuture<>();
        SessionEnd end =
                new SessionEnd(
                        () -> {
                            done.add("none is open");
                            Platform.runLater(() -> written.complete(null));
                        });
        end.keep(written.thenRun(() -> done.add("kept")));
        end.close();

        assertThat(done).containsExactly("none is open", "kept");
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
