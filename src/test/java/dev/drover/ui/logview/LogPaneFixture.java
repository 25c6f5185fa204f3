package dev.drover.ui.logview;

import atlantafx.base.theme.PrimerLight;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.View;
import dev.drover.ui.snapshot.Processes;
import dev.drover.ui.snapshot.Snapshots;

import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A log pane over log files in memory, and what a user does with it. */
abstract class LogPaneFixture {

    @TempDir Path folder;
    final MemoryLogSource source = new MemoryLogSource();
    final ProcessDescription api = Processes.online(0, "api", true);
    LineAlerts alerts = LineAlerts.NONE;
    final List<String> opened = new CopyOnWriteArrayList<>();
    View<LogViewController> view;
    LogView log;

    void open(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        view =
                LogViewController.load(
                        source,
                        new LogSurroundings(
                                (_, name) -> Optional.of(folder.resolve(name)),
                                (file, line) -> {
                                    opened.add(file + ":" + line);
                                    return CompletableFuture.completedFuture("opened");
                                },
                                new PaneSurroundings.Silence(),
                                Memory.untilClosed(),
                                "/home/u/.drover",
                                alerts));
        stage.setScene(new Scene(view.root(), 900, 420));
        stage.show();
        log = (LogView) view.root().lookup("#log");
    }

    void write(String text) {
        source.write(api, LogStream.OUT, 1, text);
    }

    void filter(String text) {
        Snapshots.onFx(
                () -> {
                    view.controller().openFilter();
                    ((TextField) find("#filterField")).setText(text);
                });
    }

    void show(int rows) {
        Snapshots.onFx(() -> view.controller().show(List.of(api)));
        until(rows);
    }

    void until(int rows) {
        Snapshots.until(() -> log.document().rowCount() == rows);
    }

    /** FX thread. */
    String firstText() {
        LogDocument document = log.document();
        return document.rowCount() == 0 ? "" : document.row(document.firstRow()).text();
    }

    String current() {
        AtomicReference<String> text = new AtomicReference<>("");
        Snapshots.onFx(
                () -> {
                    LogEntry entry = log.current();
                    text.set(entry == null ? "" : entry.row().text());
                });
        return text.get();
    }

    List<String> rows() {
        List<String> rows = new ArrayList<>();
        Snapshots.onFx(
                () -> {
                    LogDocument document = log.document();
                    document.rows(document.firstRow(), document.endRow())
                            .forEach(row -> rows.add(row.text()));
                });
        return rows;
    }

    String clipboard() {
        AtomicReference<String> text = new AtomicReference<>("");
        Snapshots.onFx(() -> text.set(Clipboard.getSystemClipboard().getString()));
        return text.get();
    }

    void choose(String menu, String name) {
        MenuItem chosen =
                ((Menu) item(menu))
                        .getItems().stream()
                                .filter(item -> name.equals(item.getText()))
                                .findFirst()
                                .orElseThrow();
        if (chosen instanceof RadioMenuItem radio) {
            radio.setSelected(true);
        } else {
            chosen.fire();
        }
    }

    MenuItem item(String name) {
        return ((MenuButton) find("#menuButton"))
                .getItems().stream()
                        .filter(item -> name.equals(item.getText()))
                        .findFirst()
                        .orElseThrow();
    }

    ToggleButton toggle(String id) {
        return (ToggleButton) find(id);
    }

    Node find(String id) {
        return view.root().lookup(id);
    }

    String text(String id) {
        return ((Label) find(id)).getText();
    }
}
