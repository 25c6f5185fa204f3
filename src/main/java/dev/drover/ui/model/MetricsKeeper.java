package dev.drover.ui.model;

import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Periodic;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Lets the histories outlive the window: loads them when it opens, saves them every few minutes and
 * when it closes, never on the FX thread. The methods are called on the FX thread.
 */
public final class MetricsKeeper {

    private static final Duration PERIOD = Duration.ofMinutes(3);

    private final MetricsHistories histories;
    private final MetricsHistoryFile file;
    private final Periodic saving = new Periodic(PERIOD, this::save);
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private boolean loaded;

    public MetricsKeeper(MetricsHistories histories, MetricsHistoryFile file) {
        this.histories = histories;
        this.file = file;
    }

    /** Loads what was saved and saves from now on. */
    public void start() {
        FxThread.whenDone(
                CompletableFuture.supplyAsync(
                        () -> file.load(Instant.now()), Thread::startVirtualThread),
                (saved, _) -> {
                    // Only now may the file be written: before, that would have emptied it.
                    loaded = true;
                    histories.restore(saved == null ? Map.of() : saved);
                    saving.start();
                });
    }

    private void save() {
        Map<MetricsKey, MetricsHistory> all = histories.all();
        Thread.startVirtualThread(() -> file.save(all));
    }

    /** Saves a last time. The program waits for it when it ends, the FX thread does not. */
    public CompletableFuture<Void> stop() {
        saving.stop();
        if (!loaded) {
            return last;
        }
        loaded = false;
        Map<MetricsKey, MetricsHistory> all = histories.all();
        last =
                CompletableFuture.runAsync(
                        () -> file.save(all),
                        task ->
                                Thread.ofPlatform()
                                        .name("drover-metrics")
                                        .daemon(false)
                                        .start(task));
        return last;
    }
}
