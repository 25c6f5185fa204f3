package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogStream;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.nio.file.Files;

@ExtendWith(WindowTest.class)
class LogFilterUITest extends LogPaneFixture {

    @Start
    void start(Stage stage) {
        open(stage);
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
    void what_stands_between_lines_is_not_counted_as_one() {
        source.write(api, LogStream.OUT, 1, "GET /orders 200\n");
        source.write(api, LogStream.OUT, 2, "GET /health 200\n");
        show(3);
        Snapshots.until(() -> text("#status").startsWith("2 lines"));

        filter("nowhere");

        Snapshots.until(() -> text("#filterCount").equals("0 of 2 lines"));
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
        assertThat(log.isFocused()).isTrue();
    }

    @Test
    void marks_of_runs_alone_are_nothing_that_passes_the_filter() {
        write("one\ntwo\n");
        show(2);
        source.exit(api, new ExitStatus.Exited(3));
        until(3);
        filter("three");

        Snapshots.until(() -> text("#emptyTitle").equals("No line passes the filter"));
        assertThat(find("#emptyTitle").getParent().isVisible()).isTrue();
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
}
