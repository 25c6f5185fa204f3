package dev.drover.app;

import dev.drover.ui.common.FxThread;

import java.nio.file.Path;
import java.util.ResourceBundle;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks, off the FX thread, how busy the machine is. */
final class LookAround {

    private static final int SECONDS = 3;

    private LookAround() {}

    /**
     * Tells it until the scheduler ends.
     *
     * @param shown on the FX thread, in words
     */
    static void start(
            ScheduledExecutorService scheduler, Consumer<String> shown, ResourceBundle texts) {
        HostLoad load = new HostLoad(Path.of("/proc"));
        scheduler.scheduleWithFixedDelay(
                () -> {
                    String busy =
                            load.sample().map(now -> now.in(texts.getString("host"))).orElse("");
                    FxThread.EXECUTOR.execute(() -> shown.accept(busy));
                },
                0,
                SECONDS,
                TimeUnit.SECONDS);
    }
}
