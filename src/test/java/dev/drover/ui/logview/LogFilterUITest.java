package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.View;
import dev.drover.ui.snapshot.Processes;
import dev.drover.ui.snapshot.Snapshots;

import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

@ExtendWith(ApplicationExtension.class)
class LogFilterUITest {

    private static final String TRACE =
            """
            TypeError: Cannot read properties of undefined (reading 'id')
                at orders (src/orders.js:42:17)
                at Layer.handle (/srv/api/node_modules/express/lib/layer.js:95:5)
                at process.processTicksAndRejections (node:internal/process:95:5)
            """;

    @TempDir private Path folder;
    private final MemoryLogSource source = new MemoryLogSource();
    private final ProcessDescription api = Processes.online(0, "api", true);
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private View<LogViewController> view;
    private LogView log;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        view =
                LogViewController.load(
                        source,
                        (_, name) -> Optional.of(folder.resolve(name)),
                        (file, line) -> {
                            opened.add(file + ":" + line);
                            return CompletableFuture.completedFuture("opened");
                        });
        stage.setScene(new Scene(view.root(), 900, 420));
        stage.show();
        log = (LogView) view.root().lookup("#log");
    }

    @Test
    void a_filter_hides_lines_and_what_comes_later_is_filtered_too(FxRobot robot) {
        write("GET /orders 200\nGET /health 200\nPOST /orders 500\n");
        show(3);
        robot.clickOn(log)
                .press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F)
                .release(KeyCode.F, KeyCode.SHIFT, KeyCode.CONTROL);
        robot.write("orders");
        until(2);

        write("GET /orders 404\nGET /health 200\n");

        until(3);
        assertThat(rows())
                .containsExactly("GET /orders 200", "POST /orders 500", "GET /orders 404");
        Snapshots.until(() -> text("#filterCount").equals("3 of 5 lines"));
        robot.type(KeyCode.ESCAPE);
        until(5);
    }

    @Test
    void an_expression_between_slashes_is_regular_and_a_bad_one_is_named() {
        write("GET /orders 200\nGET /orders 404\nGET /orders 500\n");
        show(3);

        filter("/ [45]\\d\\d$/");
        until(2);
        filter("/or(ders/");

        assertThat(text("#filterProblem")).startsWith("Not a regular expression: Unclosed group");
        until(3);
    }

    @Test
    void the_filter_can_hide_instead() {
        write("GET /orders 200\nGET /health 200\n");
        show(2);
        filter("health");
        until(1);

        Snapshots.onFx(() -> ((ToggleButton) find("#filterHide")).fire());

        Snapshots.until(() -> firstText().equals("GET /orders 200"));
        until(1);
    }

    @Test
    void when_nothing_passes_the_filter_it_says_so_and_offers_to_clear_it() {
        write("one\ntwo\n");
        show(2);
        filter("three");

        Snapshots.until(() -> text("#emptyTitle").equals("No line passes the filter"));
        Snapshots.takeBoth(log.getScene(), "log-filtered-to-nothing");
        Snapshots.onFx(() -> ((Hyperlink) find("#clearFilter")).fire());

        until(2);
        assertThat(((TextField) find("#filterField")).getText()).isEmpty();
    }

    @Test
    void a_filter_over_a_full_document_shows_the_newest_hits() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            lines.append("line ").append(i).append(i % 1000 == 0 ? " tick\n" : "\n");
        }
        write(lines.toString());
        show(100_000);

        filter("tick");

        until(100);
        assertThat(rows().getLast()).isEqualTo("line 99000 tick");
        assertThat(rows().getFirst()).isEqualTo("line 0 tick");
    }

    @Test
    void levels_are_counted_and_can_be_hidden() {
        write("INFO up\nWARN slow\nERROR no\n  more about it\nDEBUG x\nplain\n");
        show(6);
        Snapshots.until(() -> toggle("#errorToggle").getText().equals("E 1"));
        assertThat(toggle("#warnToggle").getText()).isEqualTo("W 1");

        Snapshots.onFx(
                () -> {
                    toggle("#infoToggle").fire();
                    toggle("#debugToggle").fire();
                });

        assertThat(rows()).containsExactly("WARN slow", "ERROR no", "  more about it");
    }

    @Test
    void keys_go_to_errors_and_bookmarks(FxRobot robot) {
        for (int i = 0; i < 300; i++) {
            write(i % 100 == 50 ? "ERROR " + i + "\n" : "line " + i + "\n");
        }
        show(300);
        Snapshots.onFx(() -> log.scrollTo(0));
        Snapshots.onFx(log::requestFocus);

        robot.type(KeyCode.E);
        robot.type(KeyCode.E);
        assertThat(current()).isEqualTo("ERROR 150");
        robot.type(KeyCode.B);
        robot.press(KeyCode.SHIFT).type(KeyCode.E).release(KeyCode.SHIFT);
        assertThat(current()).isEqualTo("ERROR 50");
        robot.type(KeyCode.N);
        assertThat(current()).isEqualTo("ERROR 150");

        robot.type(KeyCode.M);
        assertThat(rows().getLast()).startsWith("──── ");
    }

    @Test
    void a_stack_trace_is_folded_and_opens(FxRobot robot) {
        source.write(api, LogStream.ERR, 1, TRACE);
        write("listening\n");
        show(2);
        Snapshots.onFx(() -> log.select(log.document().firstRow()));
        Snapshots.onFx(log::requestFocus);

        robot.type(KeyCode.RIGHT);
        until(5);
        Snapshots.pulses(2);
        Snapshots.takeBoth(log.getScene(), "log-trace-open");
        robot.type(KeyCode.LEFT);

        until(2);
        assertThat(current()).startsWith("TypeError");
    }

    @Test
    void copying_a_folded_trace_takes_its_frames_and_no_boundary(FxRobot robot) {
        source.write(api, LogStream.ERR, 1, TRACE);
        source.write(api, LogStream.OUT, 2, "listening\n");
        show(3);
        Snapshots.onFx(log::requestFocus);

        robot.press(KeyCode.CONTROL).type(KeyCode.A, KeyCode.C).release(KeyCode.CONTROL);

        assertThat(clipboard()).isEqualTo(TRACE + "listening");
    }

    @Test
    void a_hit_in_a_folded_trace_opens_it() {
        source.write(api, LogStream.ERR, 1, TRACE);
        write("listening\n");
        show(2);

        Snapshots.onFx(
                () -> {
                    view.controller().openFind();
                    ((TextField) find("#field")).setText("orders.js");
                });

        Snapshots.until(() -> text("#count").equals("1 hit"));
        until(5);
    }

    @Test
    void the_source_of_a_frame_is_opened_in_the_folder_of_the_process() {
        source.write(api, LogStream.ERR, 1, TRACE);
        show(1);
        LogEntry head = log.document().entry(log.document().firstRow());
        LogEntry frame = head.folded().getFirst();

        Snapshots.onFx(() -> log.commands().openSource(frame, -1));

        assertThat(opened).containsExactly(api.spec().cwd().resolve("src/orders.js") + ":42");
    }

    @Test
    void the_fields_of_a_json_line_are_shown_and_filtered_by(FxRobot robot) {
        write("{\"level\":30,\"msg\":\"hello\",\"user\":\"ann\"}\n");
        write("{\"level\":50,\"msg\":\"no\",\"user\":\"bob\"}\n");
        write("plain\n");
        show(3);
        assertThat(rows()).containsExactly("INFO  hello user=ann", "ERROR no user=bob", "plain");
        Snapshots.onFx(() -> log.select(log.document().firstRow() + 1));
        Snapshots.onFx(log::requestFocus);
        robot.type(KeyCode.ENTER);
        TableView<?> fields = (TableView<?>) find("#fields");
        Snapshots.until(() -> fields.isVisible() && fields.getItems().size() == 3);
        Snapshots.onFx(() -> fields.getSelectionModel().select(2));
        Snapshots.takeBoth(log.getScene(), "log-fields");

        robot.type(KeyCode.ENTER);

        until(1);
        assertThat(rows()).containsExactly("ERROR no user=bob");
    }

    @Test
    void json_can_be_shown_as_it_was_written() {
        write("{\"level\":30,\"msg\":\"hello\"}\n");
        show(1);

        Snapshots.onFx(() -> ((CheckMenuItem) item("Show JSON lines in short")).setSelected(false));

        assertThat(rows()).containsExactly("{\"level\":30,\"msg\":\"hello\"}");
    }

    @Test
    void a_time_is_gone_to() {
        for (int i = 0; i < 300; i++) {
            write("line " + i + "\n");
        }
        show(300);
        LogRow wanted = log.document().row(120);

        Snapshots.onFx(() -> view.controller().goToTime(wanted.at()));

        assertThat(current()).isEqualTo("line 120");
        assertThat(log.followingProperty().get()).isFalse();
        assertThat(log.topRow()).isBetween(100L, 120L);
    }

    @Test
    void only_the_previous_run_can_be_shown() {
        source.write(api, LogStream.OUT, 1, "one\n");
        source.write(api, LogStream.OUT, 2, "two\n");
        show(3);

        Snapshots.onFx(() -> choose("Show since", "Previous run"));
        assertThat(rows()).containsExactly("one");
        Snapshots.onFx(() -> choose("Show since", "This run"));
        assertThat(rows().getLast()).isEqualTo("two");
        assertThat(rows()).doesNotContain("one");
    }

    @Test
    void long_lines_are_wrapped_when_wanted() {
        write("x".repeat(2000) + "\nshort\n");
        show(2);
        Snapshots.pulses(2);
        assertThat(log.maxLeft()).isPositive();

        Snapshots.onFx(() -> ((CheckMenuItem) item("Wrap long lines")).setSelected(true));
        Snapshots.pulses(2);

        assertThat(log.maxLeft()).isZero();
        assertThat(log.placeAt(100, 60).row()).isEqualTo(log.document().firstRow());
        assertThat(log.placeAt(100, 60).index()).isGreaterThan(100);
        Snapshots.takeBoth(log.getScene(), "log-wrapped");
    }

    @Test
    void a_run_is_exported_as_json_lines() throws IOException {
        source.write(api, LogStream.OUT, 1, "one\n");
        source.write(api, LogStream.ERR, 2, "ERROR two\n");
        show(3);

        Snapshots.onFx(() -> choose("Export", "This run, as JSON Lines…"));

        Snapshots.until(() -> text("#notice").startsWith("Saved to "));
        assertThat(Files.readAllLines(folder.resolve("api-log.jsonl")))
                .singleElement()
                .asString()
                .contains("\"process\":\"api\",\"stream\":\"err\",\"level\":\"error\"")
                .endsWith("\"text\":\"ERROR two\"}");
    }

    private void write(String text) {
        source.write(api, LogStream.OUT, 1, text);
    }

    private void filter(String text) {
        Snapshots.onFx(
                () -> {
                    view.controller().openFilter();
                    ((TextField) find("#filterField")).setText(text);
                });
    }

    private void show(int rows) {
        Snapshots.onFx(() -> view.controller().show(List.of(api)));
        until(rows);
    }

    private void until(int rows) {
        Snapshots.until(() -> log.document().rowCount() == rows);
    }

    /** FX thread. */
    private String firstText() {
        LogDocument document = log.document();
        return document.rowCount() == 0 ? "" : document.row(document.firstRow()).text();
    }

    private String current() {
        AtomicReference<String> text = new AtomicReference<>("");
        Snapshots.onFx(
                () -> {
                    LogEntry entry = log.current();
                    text.set(entry == null ? "" : entry.row().text());
                });
        return text.get();
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        Snapshots.onFx(
                () -> {
                    LogDocument document = log.document();
                    document.rows(document.firstRow(), document.endRow())
                            .forEach(row -> rows.add(row.text()));
                });
        return rows;
    }

    private String clipboard() {
        AtomicReference<String> text = new AtomicReference<>("");
        Snapshots.onFx(() -> text.set(Clipboard.getSystemClipboard().getString()));
        return text.get();
    }

    private void choose(String menu, String name) {
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

    private MenuItem item(String name) {
        return ((MenuButton) find("#menuButton"))
                .getItems().stream()
                        .filter(item -> name.equals(item.getText()))
                        .findFirst()
                        .orElseThrow();
    }

    private ToggleButton toggle(String id) {
        return (ToggleButton) find(id);
    }

    private Node find(String id) {
        return view.root().lookup(id);
    }

    private String text(String id) {
        return ((Label) find(id)).getText();
    }
}
