package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

/** What reaches the whole of a log of which the window holds a part. */
@Timeout(180)
@ExtendWith(WindowTest.class)
class WholeLogUITest extends HugeLogFixture {

    @Start
    void start(Stage stage) throws Exception {
        lines = 40_000;
        open(stage);
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    private void fire(String id) {
        Snapshots.onFx(() -> ((ButtonBase) view.root().lookup(id)).fire());
    }

    private void write(String line) {
        manager.sendLineToStdin(api.id(), line).join();
        String shown = line.replaceAll("\u001b\\[[0-9]*m", "");
        Snapshots.until(() -> lastText().equals(shown));
    }

    @Override
    void addFiles(Path logs) throws IOException {
        Path rotated = logs.resolve("api-out__2026-11-19_00-00-00.log.gz");
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(rotated))) {
            file.write(
                    "no error at all\nError: rotated long ago\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(rotated, FileTime.from(START));
    }

    private void type(FxRobot robot, KeyCode code, boolean shift) {
        if (shift) {
            robot.press(KeyCode.SHIFT);
        }
        robot.type(code);
        if (shift) {
            robot.release(KeyCode.SHIFT);
        }
    }

    @Test
    void a_view_of_another_height_says_which_line_is_first_in_it() {
        show();
        Snapshots.until(() -> status().matches("line [0-9,]+ of [0-9,]+ .*"));
        String before = status();

        Snapshots.onFx(() -> log.getScene().getWindow().setHeight(700));

        Snapshots.until(() -> !status().equals(before));
    }

    @Test
    void errors_and_warnings_are_found_beyond_what_is_loaded(FxRobot robot) {
        show();
        write("TypeError: of today");
        robot.clickOn(log);
        type(robot, KeyCode.E, false);
        Snapshots.until(() -> currentText().equals("TypeError: of today"));

        type(robot, KeyCode.E, true);

        Snapshots.until(() -> currentText().equals("Error: rotated long ago"));
        type(robot, KeyCode.E, true);
        Snapshots.until(() -> notice().equals("No error further on"));
        type(robot, KeyCode.E, false);
        Snapshots.until(() -> currentText().equals("TypeError: of today"));
        type(robot, KeyCode.W, true);
        Snapshots.until(() -> notice().equals("No warning further on"));
    }

    @Test
    void a_reader_keeps_his_place_when_the_log_is_read_anew() {
        show();
        Snapshots.onFx(() -> log.scrollTo(log.document().endRow() - 400));
        String before = line(lines - 400);
        Snapshots.until(() -> topText().equals(before));
        Snapshots.onFx(() -> view.controller().reload());
        Snapshots.pulses(3);
        write("one more");
        assertThat(view.controller().followProperty().get()).isFalse();
        assertThat(texts()).contains(before);

        AtomicReference<String> top = new AtomicReference<>("");
        Snapshots.onFx(() -> top.set(topText()));
        assertThat(top.get()).isEqualTo(before);
    }

    private String notice() {
        return ((Label) view.root().lookup("#notice")).getText();
    }

    private Path export(String scope, String format) {
        Path file = home.root().getParent().resolve("api-log." + format);
        MenuButton menu = (MenuButton) view.root().lookup("#menuButton");
        Snapshots.onFx(
                () ->
                        ((Menu) menu.getItems().getLast())
                                .getItems().stream()
                                        .filter(item -> scope.equals(item.getUserData()))
                                        .findFirst()
                                        .orElseThrow()
                                        .fire());
        Snapshots.until(() -> notice().startsWith("Saved to "));
        return file;
    }

    @Test
    void all_is_exported_from_the_files_rotated_ones_included() throws IOException {
        show();
        write("of today");

        List<String> exported = Files.readAllLines(export("ALL TEXT", "txt"));

        assertThat(exported).hasSize(lines + 3);
        assertThat(exported).startsWith("no error at all", "Error: rotated long ago", line(0));
        assertThat(exported).endsWith(line(lines - 1), "of today");
    }

    @Test
    void what_the_filter_lets_through_is_exported_from_the_whole_file_with_its_colours()
            throws IOException {
        show();
        write("\u001b[31mred\u001b[0m <b> /orders/3999");
        Snapshots.onFx(
                () -> {
                    view.controller().openFilter();
                    ((TextField) view.root().lookup("#filterField")).setText("/orders/3999");
                });

        String page = Files.readString(export("SHOWN HTML", "html"));

        assertThat(page.lines().filter(line -> line.startsWith("<div"))).hasSize(12);
        assertThat(page).contains(line(3999), line(39_999));
        assertThat(page).contains("<span style=\"color:light-dark(#");
        assertThat(page).contains(">red</span> &lt;b&gt; /orders/3999</div>");
    }

    @Test
    void what_was_cleared_stays_so_in_the_next_window_until_somebody_wants_it_back() {
        show();
        fire("#clearButton");
        Snapshots.until(() -> log.document().rowCount() == 0);
        write("after");
        reopen();
        Snapshots.onFx(() -> view.controller().show(List.of(api)));
        Snapshots.until(() -> lastText().equals("after"));
        Snapshots.until(() -> view.root().lookup("#clearedBox").isVisible());
        assertThat(texts()).containsExactly("after");
        Snapshots.takeBoth(log.getScene(), "log-cleared");

        fire("#showCleared");

        Snapshots.until(() -> log.document().rowCount() > 1000);
        assertThat(texts()).endsWith(line(lines - 1), "after");
        assertThat(memory.get("log.cleared /home/u/.drover", "")).isEmpty();
    }

    @Test
    void a_clear_hides_nothing_that_came_after_it() {
        show();
        write("of another log by now");
        fire("#clearButton");
        Snapshots.until(() -> log.document().rowCount() == 0);
        String key = "log.cleared /home/u/.drover";
        String longAgo = memory.get(key, "").replaceAll("[0-9]+(\\n|$)", "1000$1");
        Snapshots.onFx(() -> memory.put(key, longAgo));
        reopen();

        Snapshots.onFx(() -> view.controller().show(List.of(api)));

        Snapshots.until(() -> lastText().equals("of another log by now"));
        assertThat(memory.get(key, "")).isEmpty();
    }

    @Test
    void the_line_number_is_that_of_one_log_as_it_grows_and_of_several_there_is_none()
            throws Exception {
        show();
        Snapshots.until(() -> status().contains(" of 40,000 "));
        Snapshots.onFx(() -> view.controller().followProperty().set(false));
        write("one more");
        Snapshots.until(() -> status().contains(" of 40,001 "));
        ProcessDescription other =
                manager.start(
                                ProcessSpec.builder(home.root(), "other", Path.of("/bin/sh"))
                                        .args(List.of("-c", "echo hello; exec cat"))
                                        .env(Map.of("PATH", "/usr/bin:/bin"))
                                        .build())
                        .get()
                        .getFirst();

        Snapshots.onFx(() -> view.controller().show(List.of(api, other)));

        Snapshots.until(() -> status().contains(" lines loaded "));
        assertThat(status()).doesNotContain(" of ");
    }

    private String status() {
        return ((Label) view.root().lookup("#status")).getText();
    }
}
