package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.mainwindow.MainWindowController;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks, off the FX thread, how busy the machine is and which other homes are alive. */
final class LookAround {

    private static final int HOST_SECONDS = 3;
    private static final int HOMES_SECONDS = 15;

    private final HostLoad load = new HostLoad(Path.of("/proc"));
    private final boolean here;
    private final OtherHomes others;
    private final ResourceBundle texts;

    /**
     * @param residence the window's own home; how busy this machine is says nothing about one on
     *     another
     */
    LookAround(Residence residence, Map<String, String> environment, ResourceBundle texts) {
        here = residence.remote().isEmpty();
        others = new OtherHomes(residence.home(), environment);
        this.texts = texts;
    }

    /**
     * Shows both in a window until the scheduler ends.
     *
     * @param open opens the window of another home
     */
    void start(
            ScheduledExecutorService scheduler, MainWindowController window, Consumer<Home> open) {
        if (here) {
            scheduler.scheduleWithFixedDelay(
                    () -> {
                        String busy =
                                load.sample()
                                        .map(now -> now.in(texts.getString("host")))
                                        .orElse("");
                        FxThread.EXECUTOR.execute(() -> window.showHostLoad(busy));
                    },
                    0,
                    HOST_SECONDS,
                    TimeUnit.SECONDS);
        }
        scheduler.scheduleWithFixedDelay(
                () -> {
                    List<Home> alive = others.alive();
                    FxThread.EXECUTOR.execute(() -> window.showHomes(alive, open));
                },
                0,
                HOMES_SECONDS,
                TimeUnit.SECONDS);
    }
}
