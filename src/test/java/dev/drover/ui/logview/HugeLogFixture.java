package dev.drover.ui.logview;

import atlantafx.base.theme.PrimerLight;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.testing.TemporaryFolders;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.View;
import dev.drover.ui.snapshot.Snapshots;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A log pane over a real supervisor whose service has a log of a million lines. */
abstract class HugeLogFixture {

    /** {@code -Ddrover.logs.lines=10000000} makes it a gigabyte. */
    static final int LINES = Integer.getInteger("drover.logs.lines", 1_000_000);

    static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

    final Memory memory = Memory.untilClosed();
    int lines = LINES;
    Home home;
    Daemon daemon;
    ProcessManager manager;
    ProcessDescription api;
    View<LogViewController> view;
    LogView log;

    static String line(int number) {
        String text =
                START.plusMillis(number * 8L) + " INFO  GET /orders/" + number + " 200 in 4 ms";
        return number % 100_000 == 77_777 ? text + " needle" : text;
    }

    /** Lines {@code [from, to)} into a file. */
    static void generate(Path file, int from, int to) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int i = from; i < to; i++) {
                out.write((line(i) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** What else is there before the supervisor is. */
    void addFiles(Path logs) throws IOException {}

    void open(Stage stage) throws Exception {
        home = new Home(TemporaryFolders.create().resolve("h"));
        generate(home.logs().resolve("api-out.log"), 0, lines);
        addFiles(home.logs());
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        manager = ProcessManagers.connect(home, "the test").get();
        api =
                manager.start(
                                ProcessSpec.builder(home.root(), "api", Path.of("/bin/sh"))
                                        .args(
                                                List.of(
                                                        "-c",
                                                        "while read -r l; do echo \"$l\"; done"))
                                        .env(Map.of("PATH", "/usr/bin:/bin"))
                                        .build())
                        .get()
                        .getFirst();
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        openPane();
        stage.setScene(new Scene(view.root(), 900, 420));
        stage.show();
        log = (LogView) view.root().lookup("#log");
    }

    /** A log pane that remembers what those before it were told. FX thread. */
    private void openPane() {
        Path exports = home.root().getParent();
        view =
                LogViewController.load(
                        new ManagerLogSource(manager),
                        PaneSurroundings.of(
                                (_, name) -> Optional.of(exports.resolve(name)), memory));
    }

    /** Closes the pane and opens another one in its place. */
    void reopen() {
        Snapshots.onFx(
                () -> {
                    Scene scene = log.getScene();
                    view.controller().close();
                    openPane();
                    scene.setRoot(view.root());
                    log = (LogView) view.root().lookup("#log");
                });
    }

    void end() throws Exception {
        Snapshots.onFx(() -> view.controller().close());
        manager.close();
        try (ProcessManager last = ProcessManagers.connect(home).get()) {
            last.killDaemon().get();
        }
        daemon.awaitEnd();
        try (Stream<Path> all = Files.walk(home.root().getParent())) {
            for (Path file : all.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        }
    }

    void show() {
        Snapshots.onFx(() -> view.controller().show(List.of(api)));
        Snapshots.until(() -> lastText().equals(line(lines - 1)));
    }

    String lastText() {
        LogDocument document = log.document();
        return document.rowCount() == 0 ? "" : document.row(document.endRow() - 1).text();
    }

    String firstText() {
        LogDocument document = log.document();
        return document.rowCount() == 0 ? "" : document.row(document.firstRow()).text();
    }

    String topText() {
        LogEntry top = log.topEntry();
        return top == null ? "" : top.row().text();
    }

    String currentText() {
        LogEntry current = log.current();
        return current == null ? "" : current.row().text();
    }

    /** Those that are held, each after its predecessor. */
    List<String> texts() {
        AtomicReference<List<String>> texts = new AtomicReference<>(List.of());
        Snapshots.onFx(
                () -> {
                    LogDocument document = log.document();
                    texts.set(
                            new ArrayList<>(
                                    document.rows(document.firstRow(), document.endRow()).stream()
                                            .map(LogRow::text)
                                            .toList()));
                });
        return texts.get();
    }
}
