package dev.drover.ui.logview;

import atlantafx.base.theme.PrimerLight;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.View;
import dev.drover.ui.snapshot.Processes;
import dev.drover.ui.snapshot.Snapshots;

import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the FX thread while 50,000 lines a second arrive. Linux only. Started by hand on the
 * class path; the outcome is written to {@code target/log-flood.txt}.
 */
final class LogFlood {

    private static final int TICK_MILLIS = 10;
    private static final int LINES_PER_TICK = 500;
    private static final int WARM_UP_SECONDS = 8;
    private static final int SECONDS = 10;
    private static final int PAUSED_SECONDS = 1;
    private static final double MILLIS_PER_JIFFY = 10;

    private final MemoryLogSource source = new MemoryLogSource();
    private final ProcessDescription process = Processes.online(0, "api", false);
    private final StringBuilder report = new StringBuilder();
    private View<LogViewController> view;
    private int pulses;
    private long lastPulse;
    private long worstGap;
    private int lateGaps;

    private LogFlood() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        ready.await();
        new LogFlood().run();
        Platform.exit();
    }

    private void run() throws IOException, InterruptedException {
        Snapshots.onFx(this::open);
        ScheduledExecutorService feed = Executors.newSingleThreadScheduledExecutor();
        feed.scheduleAtFixedRate(this::write, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        pause(WARM_UP_SECONDS);
        measure("following", SECONDS);
        LogView log = (LogView) view.root().lookup("#log");
        Snapshots.onFx(() -> log.scrollBy(-1_000));
        measure("paused", PAUSED_SECONDS);
        feed.shutdownNow();
        report.append("rows ").append(log.document().rowCount());
        report.append(", trimmed ").append(log.document().trimmed()).append('\n');
        Files.writeString(Path.of("target", "log-flood.txt"), report);
    }

    private void open() {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        view = LogViewController.load(source, PaneSurroundings.of((_, _) -> Optional.empty()));
        Stage stage = new Stage();
        stage.setScene(new Scene(view.root(), 980, 900));
        stage.show();
        view.controller().show(List.of(process));
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                pulse(now);
            }
        }.start();
    }

    private void write() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES_PER_TICK; i++) {
            lines.append("GET /orders/").append(i).append(" \u001b[32m200\u001b[0m in 4 ms, ");
            lines.append("request 3f2a9c71 of user 4711, cache hit, 2 queries\n");
        }
        source.forget(process);
        source.write(process, LogStream.OUT, 1, lines.toString());
    }

    private void pulse(long now) {
        long gap = (now - lastPulse) / 1_000_000;
        if (lastPulse != 0) {
            worstGap = Math.max(worstGap, gap);
            lateGaps += gap > 33 ? 1 : 0;
        }
        lastPulse = now;
        pulses++;
    }

    private void measure(String name, int seconds) throws IOException, InterruptedException {
        Snapshots.onFx(
                () -> {
                    pulses = 0;
                    worstGap = 0;
                    lateGaps = 0;
                });
        double fx = cpu("JavaFX Applicat");
        double render = cpu("QuantumRenderer");
        pause(seconds);
        fx = cpu("JavaFX Applicat") - fx;
        render = cpu("QuantumRenderer") - render;
        int seen = pulses;
        report.append(
                "%s: %.1f fps, FX %.2f ms/frame (%.0f ms/s), render %.2f ms/frame, worst gap %d ms, %d gaps > 33 ms%n"
                        .formatted(
                                name,
                                seen / (double) seconds,
                                fx / seen,
                                fx / seconds,
                                render / seen,
                                worstGap,
                                lateGaps));
    }

    private static void pause(int seconds) throws InterruptedException {
        new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
    }

    /** CPU milliseconds of the thread whose name begins like this. */
    private static double cpu(String threadName) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                String stat = Files.readString(task.resolve("stat"));
                if (stat.contains("(" + threadName)) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12]))
                            * MILLIS_PER_JIFFY;
                }
            }
        }
        return 0;
    }
}
