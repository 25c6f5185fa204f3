package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.View;
import dev.drover.ui.snapshot.Processes;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.SampleProcess;

import javafx.application.Application;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

@ExtendWith(WindowTest.class)
class LogViewUITest {

    private final MemoryLogSource source = new MemoryLogSource();
    private final ProcessDescription api = Processes.online(0, "api", true);
    private final ProcessDescription worker = Processes.online(1, "mail-worker", false);
    private View<LogViewController> view;
    private LogView log;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        view = LogViewController.load(source, PaneSurroundings.of((_, _) -> Optional.empty()));
        stage.setScene(new Scene(view.root(), 960, 420));
        stage.show();
        log = (LogView) view.root().lookup("#log");
    }

    @Test
    void nothing_selected_says_what_to_do() {
        assertThat(text("#emptyTitle")).isEqualTo("Select a process to see its log");

        Snapshots.takeBoth(log.getScene(), "log-empty");
    }

    @Test
    void a_silent_process_says_no_output_yet() {
        show(api);

        Snapshots.until(() -> text("#emptyTitle").equals("No output yet"));
        Snapshots.takeBoth(log.getScene(), "log-no-output");
    }

    @Test
    void a_log_on_its_way_is_not_said_to_be_empty() {
        source.hold();
        show(api);

        assertThat(view.root().lookup("#emptyTitle").getParent().isVisible()).isFalse();
        source.letGo();
        Snapshots.until(() -> view.root().lookup("#emptyTitle").getParent().isVisible());
        assertThat(text("#emptyTitle")).isEqualTo("No output yet");
    }

    @Test
    void history_and_live_lines_stand_in_order_with_run_boundaries() {
        writeSample();
        show(api);
        Snapshots.until(() -> log.document().rowCount() > 0);
        source.exit(api, new ExitStatus.Exited(1));
        ProcessDescription again =
                Processes.startedAt(0, "api", Processes.STARTED.plusSeconds(9), 8812);
        source.tell(new ProcessEvent.ProcessChanged(again, again.startedAt().orElseThrow()));
        source.write(again, LogStream.OUT, 4, "listening on http://localhost:3000\n");
        Snapshots.onFx(() -> times().setValue(TimeColumn.CLOCK));
        Snapshots.until(() -> lastText().startsWith("listening on"));

        Snapshots.takeBoth(log.getScene(), "log");
        assertThat(rows()).anyMatch(row -> row.startsWith("■ run 3 ended: exit code 1"));
        assertThat(rows()).anyMatch(row -> row.startsWith("▶ run 4 started"));
    }

    @Test
    void several_processes_are_merged_with_a_name_gutter() {
        for (int i = 0; i < 4; i++) {
            source.write(api, LogStream.OUT, 3, "GET /orders/" + i + " 200\nGET /health 200\n");
            source.write(worker, LogStream.OUT, 1, "mail " + i + " sent to a@example.org\n");
            source.write(worker, LogStream.ERR, 1, "warning: queue is slow\n");
        }
        show(api, worker);

        Snapshots.until(() -> log.document().rowCount() == 16);
        Snapshots.takeBoth(log.getScene(), "log-merged");
        ToggleButton chip = (ToggleButton) view.root().lookup(".log-chip");
        Snapshots.onFx(chip::fire);
        assertThat(log.document().rowCount()).isEqualTo(8);
    }

    @Test
    void more_processes_than_anybody_finds_one_among_are_counted() {
        ProcessDescription[] many =
                IntStream.range(0, 60)
                        .mapToObj(id -> SampleProcess.named(id, "api-" + id).build())
                        .toArray(ProcessDescription[]::new);
        show(many);

        Label title = (Label) view.root().lookup(".log-title");
        Snapshots.until(() -> title.getText().equals("60 processes") && title.isVisible());
        assertThat(view.root().lookupAll(".log-chip")).isEmpty();
    }

    @Test
    void scrolling_up_pauses_and_the_pill_counts_and_returns(FxRobot robot) {
        writeMany(500);
        show(api);
        Snapshots.until(() -> log.document().rowCount() == 500);
        Snapshots.pulses(3);
        robot.clickOn(log).type(KeyCode.PAGE_UP);
        Snapshots.until(() -> !log.followingProperty().get());
        writeMany(218);
        Snapshots.until(() -> pill().getText().equals("▼ 218 new lines"));
        Snapshots.takeBoth(log.getScene(), "log-paused");

        robot.clickOn(pill());

        Snapshots.until(() -> log.followingProperty().get() && !pill().isVisible());
        assertThat(log.topRow() + log.visibleRows()).isGreaterThanOrEqualTo(717);
    }

    @Test
    void the_pill_says_how_many_of_the_new_lines_are_errors(FxRobot robot) {
        writeMany(500);
        source.write(api, LogStream.ERR, 1, "ERROR before\n");
        show(api);
        Snapshots.until(() -> log.document().rowCount() == 501);
        Snapshots.pulses(3);
        robot.clickOn(log).type(KeyCode.PAGE_UP);
        Snapshots.until(() -> !log.followingProperty().get());

        writeMany(2);
        source.write(api, LogStream.ERR, 1, "ERROR one\n");
        Snapshots.until(() -> pill().getText().equals("▼ 3 new lines, 1 error"));
        source.write(api, LogStream.ERR, 1, "ERROR two\n");

        Snapshots.until(() -> pill().getText().equals("▼ 4 new lines, 2 errors"));
    }

    @Test
    void hiding_a_stream_keeps_the_place_of_a_reader() {
        writeMany(300);
        source.write(api, LogStream.ERR, 1, "oops\n");
        writeMany(300);
        show(api);
        Snapshots.until(() -> log.document().rowCount() == 601);
        Snapshots.onFx(() -> log.scrollTo(450));
        ToggleButton err = (ToggleButton) view.root().lookup("#errToggle");

        Snapshots.onFx(err::fire);

        assertThat(log.followingProperty().get()).isFalse();
        assertThat(log.document().row(log.topRow()).text()).startsWith("GET /orders/149 ");
    }

    @Test
    void a_drag_selects_across_lines_and_copy_leaves_out_the_gutter(FxRobot robot) {
        source.write(api, LogStream.OUT, 1, "first line\nsecond line\nthird line\n");
        show(api);
        Snapshots.onFx(() -> times().setValue(TimeColumn.CLOCK));
        Snapshots.until(() -> log.document().rowCount() == 3);
        Snapshots.onFx(
                () -> {
                    log.selection().startAt(new LogSelection.Place(0, 6));
                    log.selection().extendTo(new LogSelection.Place(2, 5));
                    log.requestFocus();
                });

        robot.press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.C, KeyCode.CONTROL);

        assertThat(clipboard()).isEqualTo("line\nsecond line\nthird");
    }

    @Test
    void the_mouse_selects_what_is_under_it(FxRobot robot) {
        source.write(api, LogStream.OUT, 1, "first line\nsecond line\n");
        show(api);
        Snapshots.until(() -> log.document().rowCount() == 2);
        Snapshots.pulses(3);
        Point2D corner = log.localToScreen(0, 0);
        robot.moveTo(corner.getX() + 11, corner.getY() + 8)
                .drag(MouseButton.PRIMARY)
                .moveTo(corner.getX() + 400, corner.getY() + 28)
                .drop();

        assertThat(log.selection().text(log.document())).isEqualTo("first line\nsecond line");
    }

    @Test
    void find_counts_steps_and_names_a_bad_expression(FxRobot robot) {
        writeSample();
        show(api);
        Snapshots.until(() -> log.document().rowCount() > 0);
        robot.clickOn(log).press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        robot.write("orders");
        Snapshots.until(() -> text("#count").endsWith("hits"));
        robot.type(KeyCode.ENTER);
        robot.type(KeyCode.ENTER);

        Snapshots.until(() -> text("#count").startsWith("2 of "));
        Snapshots.takeBoth(log.getScene(), "log-find");
        ToggleButton regex = (ToggleButton) view.root().lookup("#regexToggle");
        TextField field = (TextField) view.root().lookup("#field");
        Snapshots.onFx(
                () -> {
                    regex.setSelected(true);
                    field.setText("or(ders");
                });
        assertThat(text("#problem")).startsWith("Not a regular expression: Unclosed group");
        Snapshots.takeBoth(log.getScene(), "log-find-invalid");
        robot.type(KeyCode.ESCAPE);
        assertThat(view.root().lookup("#field").getParent().getParent().isVisible()).isFalse();
    }

    @Test
    void clear_hides_what_was_there_even_after_another_selection() {
        writeMany(20);
        show(api);
        Snapshots.until(() -> log.document().rowCount() == 20);
        Button clear = (Button) view.root().lookup("#clearButton");
        Snapshots.onFx(clear::fire);
        source.write(api, LogStream.OUT, 1, "after\n");
        show(worker);
        show(api);

        Snapshots.until(() -> log.document().rowCount() == 1);
        assertThat(rows()).containsExactly("after");
    }

    @Test
    void a_line_of_a_megabyte_is_shown_and_scrolled_sideways() {
        source.write(api, LogStream.OUT, 1, "x".repeat(1 << 20) + "end\nshort\n");
        show(api);
        Snapshots.until(() -> log.document().rowCount() == 2);
        Snapshots.pulses(2);
        Snapshots.onFx(() -> log.scrollToColumn(log.maxLeft()));
        Snapshots.pulses(2);

        assertThat(log.leftColumn()).isGreaterThan(1_000_000);
        Snapshots.takeBoth(log.getScene(), "log-long-line");
    }

    private void writeSample() {
        String e = "\u001b[";
        source.write(api, LogStream.OUT, 2, "GET /orders 200 in 12 ms\n");
        source.write(api, LogStream.OUT, 3, "> api@2.4.1 start\n> node server.js\n\n");
        source.write(
                api,
                LogStream.OUT,
                3,
                e + "32minfo" + e + "0m  " + e + "2m[db]" + e + "0m connected in 12 ms\n");
        source.write(
                api,
                LogStream.OUT,
                3,
                e
                        + "33mwarn"
                        + e
                        + "0m  "
                        + e
                        + "1mcache"
                        + e
                        + "0m is cold, "
                        + e
                        + "38;5;208m208 keys"
                        + e
                        + "0m to load\n");
        source.write(
                api,
                LogStream.OUT,
                3,
                e
                        + "34mGET"
                        + e
                        + "0m /orders "
                        + e
                        + "42;30m 200 "
                        + e
                        + "0m "
                        + e
                        + "36m4 ms"
                        + e
                        + "0m "
                        + e
                        + "4mhttps://localhost/orders"
                        + e
                        + "0m\n");
        source.write(api, LogStream.OUT, 3, "日本語 ログ 漢字 ok ✓ → done │ table │ 🎉 emoji\n");
        source.write(api, LogStream.OUT, 3, "\tindented by a tab, bell\u0007 and nul \u0000\n");
        source.write(
                api,
                LogStream.OUT,
                3,
                "colours: "
                        + e
                        + "30mblack "
                        + e
                        + "31mred "
                        + e
                        + "35mmagenta "
                        + e
                        + "37mwhite "
                        + e
                        + "90mgrey "
                        + e
                        + "93mbright yellow "
                        + e
                        + "94mbright blue "
                        + e
                        + "38;2;255;255;0mrgb yellow "
                        + e
                        + "38;2;0;0;80mrgb navy"
                        + e
                        + "0m\n");
        source.write(
                api,
                LogStream.ERR,
                3,
                "TypeError: Cannot read properties of undefined (reading 'id')\n"
                    + "    at orders (/srv/api/orders.js:42:17)\n"
                    + "    at process.processTicksAndRejections (node:internal/process:95:5)\n");
    }

    private void writeMany(int count) {
        for (int i = 0; i < count; i++) {
            source.write(api, LogStream.OUT, 1, "GET /orders/" + i + " 200 in 4 ms\n");
        }
    }

    private void show(ProcessDescription... processes) {
        Snapshots.onFx(() -> view.controller().show(List.of(processes)));
    }

    private List<String> rows() {
        AtomicReference<List<String>> rows = new AtomicReference<>(List.of());
        Snapshots.onFx(
                () ->
                        rows.set(
                                log
                                        .document()
                                        .rows(log.document().firstRow(), log.document().endRow())
                                        .stream()
                                        .map(LogRow::text)
                                        .toList()));
        return rows.get();
    }

    private String lastText() {
        return log.document().rowCount() == 0
                ? ""
                : log.document().row(log.document().endRow() - 1).text();
    }

    private String clipboard() {
        AtomicReference<String> text = new AtomicReference<>("");
        Snapshots.onFx(() -> text.set(Clipboard.getSystemClipboard().getString()));
        return text.get();
    }

    private Button pill() {
        return (Button) view.root().lookup("#pill");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<TimeColumn> times() {
        return (ComboBox<TimeColumn>) view.root().lookup("#timeChoice");
    }

    private String text(String id) {
        return ((Label) view.root().lookup(id)).getText();
    }
}
