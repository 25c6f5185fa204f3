package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.SessionBus;
import dev.drover.testing.TemporaryFolders;
import dev.drover.testing.TrayHost;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Memory;
import dev.drover.ui.mainwindow.KeepInTray;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.testing.SampleProcess;

import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Windows and the icon in the tray, over a real bus, with a panel of the test's. */
@ExtendWith(WindowTest.class)
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TrayUITest {

    private static final Duration LONG = Duration.ofDays(1);

    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    private final Memory memory = Memory.untilClosed();
    private final FxRobot fx = new FxRobot();
    private Path folder;
    private SessionBus bus;
    private Tray tray;
    private int windows;

    /** A window with what is in it. */
    private record Shown(Stage stage, ProcessListModel model, AppActions actions) {}

    @BeforeEach
    void start() throws Exception {
        folder = TemporaryFolders.create();
        bus = SessionBus.start(folder);
    }

    @AfterEach
    void end() throws Exception {
        if (tray != null) {
            fx.interact(tray::close);
        }
        scheduler.shutdownNow();
        bus.close();
        TemporaryFolders.delete(folder);
    }

    private Tray tray(Duration patience) {
        fx.interact(
                () ->
                        tray =
                                new Tray(
                                        memory,
                                        ends -> done.add(ends ? "ends" : "stays"),
                                        () -> done.add("quit"),
                                        patience));
        return tray;
    }

    private Shown window(ProcessDescription... processes) {
        int number = windows++;
        ProcessListModel model = new ProcessListModel();
        AppActions actions = new AppActions();
        CompletableFuture<Stage> made = new CompletableFuture<>();
        fx.interact(
                () -> {
                    Stage stage = new Stage();
                    stage.setScene(new Scene(new Pane(), 200, 100));
                    model.replaceAll(List.of(processes), SampleProcess.NOW);
                    tray.add(
                            new TrayWindow(
                                    "home " + number,
                                    stage,
                                    session(model),
                                    model,
                                    actions,
                                    () -> {
                                        stage.show();
                                        done.add("raised " + number);
                                    },
                                    process -> done.add("why " + process)));
                    stage.show();
                    made.complete(stage);
                });
        return new Shown(made.join(), model, actions);
    }

    private SupervisorSession session(ProcessListModel model) {
        return new SupervisorSession(
                CompletableFuture<ProcessManager>::new, model, FxThread.EXECUTOR, scheduler);
    }

    private void startTray() {
        fx.interact(() -> tray.start(Map.of("DBUS_SESSION_BUS_ADDRESS", bus.address())));
    }

    private static ProcessDescription running(int id) {
        return SampleProcess.named(id, "fine").build();
    }

    private static ProcessDescription failed(int id, String name) {
        return SampleProcess.named(id, name)
                .is(ProcessStatus.STOPPED)
                .endedBy(new Cause.OwnExit())
                .ended(new ExitStatus.Exited(3))
                .build();
    }

    private void awaitThere(Shown window) {
        Pulses.await(
                "there is a tray", () -> !window.actions().isMissing(AppAction.KEEP_IN_TRAY).get());
    }

    /** As the question at the first closing does, or the user's choice of before. */
    private void keep(Shown window) {
        KeepInTray keeping = tray.keeping(window::stage);
        fx.interact(keeping::keep);
        assertThat(window.stage().isShowing()).isFalse();
    }

    @Test
    void theIconTellsHowTheServicesAre() throws Exception {
        tray(LONG);
        Shown window = window(running(0), running(1));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            String icon = host.awaitIcon();
            assertThat(tip(host, icon)).isEqualTo("2 running");
            fx.interact(
                    () ->
                            window.model()
                                    .replaceAll(
                                            List.of(running(0), failed(1, "api")),
                                            SampleProcess.NOW));
            assertThat(host.awaitBadge()).endsWith(" 1 true true");
            assertThat(tip(host, icon)).isEqualTo("1 running, 1 failed");
            assertThat(host.menu(icon))
                    .containsExactly(
                            "Show Drover",
                            "-",
                            "✕ api — Failed (exit 3)",
                            "-",
                            "Quit Drover (processes keep running)",
                            "Quit and stop everything…");
        }
    }

    private static Object tip(TrayHost host, String icon) throws Exception {
        return ((Object[]) host.read(icon).get("ToolTip").getValue())[3];
    }

    @Test
    void theMenuHasRoomForAFewServices() throws Exception {
        tray(LONG);
        window(
                IntStream.range(0, 11)
                        .mapToObj(id -> failed(id, "s" + id))
                        .toArray(ProcessDescription[]::new));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            assertThat(host.menu(host.awaitIcon()))
                    .hasSize(14)
                    .contains("✕ s7 — Failed (exit 3)", "… and 3 more");
        }
    }

    @Test
    void aServiceInTheMenuLeadsToItsReason() throws Exception {
        tray(LONG);
        window(running(0), failed(7, "api"));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            host.choose(host.awaitIcon(), "✕ api — Failed (exit 3)");
            assertThat(done.take()).isEqualTo("raised 0");
            assertThat(done.take()).isEqualTo("why 7");
        }
    }

    @Test
    void aLongNameIsShortInTheMenu() throws Exception {
        tray(LONG);
        window(failed(7, "begin" + "x".repeat(500) + "end"));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            host.choose(
                    host.awaitIcon(),
                    "✕ begin" + "x".repeat(21) + "…" + "x".repeat(9) + "end — Failed (exit 3)");
            assertThat(done.take()).isEqualTo("raised 0");
        }
    }

    @Test
    void aClickOnTheIconShowsTheWindowThatItKeeps() throws Exception {
        tray(LONG);
        Shown window = window(running(0));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            String icon = host.awaitIcon();
            awaitThere(window);
            keep(window);
            assertThat(done.take()).isEqualTo("stays");
            host.click(icon);
            assertThat(done.take()).isEqualTo("ends");
            assertThat(done.take()).isEqualTo("raised 0");
            Pulses.await("it is shown", () -> window.stage().isShowing());
        }
    }

    @Test
    void aKeptWindowHasNotClosed() throws Exception {
        tray(LONG);
        Shown window = window(running(0));
        keep(window);
        assertThat(tray.keeps(window.stage())).isTrue();
        fx.interact(() -> window.stage().show());
        assertThat(tray.keeps(window.stage())).isFalse();
    }

    @Test
    void whenTheTrayGoesTheWindowThatItKeepsIsShown() throws Exception {
        tray(Duration.ofMillis(1));
        Shown window = window(running(0));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            host.awaitIcon();
            awaitThere(window);
            keep(window);
        }
        Pulses.await("it is shown", () -> window.stage().isShowing());
        assertThat(window.actions().isMissing(AppAction.KEEP_IN_TRAY).get()).isTrue();
    }

    @Test
    void aPanelThatIsStartedAgainShowsNoWindow() throws Exception {
        tray(LONG);
        Shown window = window(running(0));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            host.awaitIcon();
            awaitThere(window);
            keep(window);
        }
        try (TrayHost host = TrayHost.start(bus)) {
            host.awaitIcon();
            awaitThere(window);
            assertThat(window.stage().isShowing()).isFalse();
        }
    }

    @Test
    void keepingIsSwitchedInTheMenuAndRemembered() throws Exception {
        tray(LONG);
        Shown window = window(running(0));
        assertThat(window.actions().isMissing(AppAction.KEEP_IN_TRAY).get()).isTrue();
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            host.awaitIcon();
            awaitThere(window);
            KeepInTray keeping = tray.keeping(window::stage);
            assertThat(keeping.wanted()).isEmpty();
            fx.interact(() -> window.actions().run(AppAction.KEEP_IN_TRAY));
            assertThat(keeping.wanted()).contains(true);
            assertThat(window.actions().isOn(AppAction.KEEP_IN_TRAY).get()).isTrue();
            fx.interact(tray::close);
            assertThat(tray(LONG).keeping(window::stage).wanted()).contains(true);
        }
    }

    @Test
    void quittingIsOneCommandOfMenuAndWindow() throws Exception {
        tray(LONG);
        Shown window = window(running(0));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            host.choose(host.awaitIcon(), "Quit Drover (processes keep running)");
            assertThat(done.take()).isEqualTo("quit");
            fx.interact(() -> window.actions().run(AppAction.QUIT));
            assertThat(done.take()).isEqualTo("quit");
        }
    }

    @Test
    void stoppingEverythingIsAskedInTheWindow() throws Exception {
        tray(LONG);
        Shown window = window(running(0));
        fx.interact(() -> window.actions().on(AppAction.QUIT_AND_STOP, () -> done.add("asked")));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            host.choose(host.awaitIcon(), "Quit and stop everything…");
            assertThat(done.take()).isEqualTo("raised 0");
            assertThat(done.take()).isEqualTo("asked");
        }
    }

    @Test
    void severalWindowsHaveOneIcon() throws Exception {
        tray(LONG);
        window(failed(0, "api"));
        window(running(0), failed(1, "web"));
        try (TrayHost host = TrayHost.start(bus)) {
            startTray();
            String icon = host.awaitIcon();
            assertThat(host.awaitBadge()).endsWith(" 2 true true");
            assertThat(tip(host, icon))
                    .isEqualTo("home 0: 0 running, 1 failed\nhome 1: 1 running, 1 failed");
            assertThat(host.menu(icon))
                    .containsExactly(
                            "Show home 0",
                            "-",
                            "✕ api — Failed (exit 3)",
                            "-",
                            "Show home 1",
                            "-",
                            "✕ web — Failed (exit 3)",
                            "-",
                            "Quit Drover (processes keep running)");
            host.choose(icon, "✕ web — Failed (exit 3)");
            assertThat(done.take()).isEqualTo("raised 1");
            assertThat(host.hasMore()).isFalse();
        }
    }

    @Test
    void theMarkIsInTheCornerOfEachSize() {
        TrayIcons icons = TrayIcons.read();
        assertThat(icons.plain()).hasSameSizeAs(icons.marked());
        for (int i = 0; i < icons.plain().size(); i++) {
            int side = icons.marked().get(i).side();
            int middle = side * 3 / 4;
            int inTheDisc = (middle * side + middle) * Integer.BYTES;
            byte[] marked = icons.marked().get(i).argb();
            assertThat(marked).startsWith(icons.plain().get(i).argb()[0]);
            assertThat(List.of(marked[inTheDisc], marked[inTheDisc + 1], marked[inTheDisc + 2]))
                    .containsExactly((byte) 0xff, (byte) 0xe5, (byte) 0x48);
        }
    }
}
