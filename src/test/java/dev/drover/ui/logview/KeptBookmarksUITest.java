package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.Target;
import dev.drover.domain.LogStream;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

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
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Bookmarks in the next window. */
@Timeout(180)
@ExtendWith(WindowTest.class)
class KeptBookmarksUITest extends HugeLogFixture {

    private static final String KEY = "log.bookmarks /home/u/.drover";
    private static final String ROTATED = "Error: rotated long ago";

    private Path archive;

    @Start
    void start(Stage stage) throws Exception {
        lines = 60_000;
        open(stage);
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    @Override
    void addFiles(Path logs) throws IOException {
        archive = logs.resolve("api-out__2026-11-19_00-00-00.log.gz");
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(archive))) {
            file.write((ROTATED + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(archive, FileTime.from(START));
    }

    private void write(String line) {
        manager.sendLineToStdin(api.id(), line).join();
        Snapshots.until(() -> lastText().equals(line));
    }

    private void showAgain(String last) {
        reopen();
        Snapshots.onFx(() -> view.controller().show(List.of(api)));
        Snapshots.until(() -> holds(last));
    }

    private void bookmark(FxRobot robot, String text) {
        Snapshots.onFx(
                () -> {
                    LogDocument document = log.document();
                    for (long n = document.firstRow(); n < document.endRow(); n++) {
                        if (document.row(n).text().equals(text)) {
                            log.select(n);
                        }
                    }
                    log.requestFocus();
                });
        robot.type(KeyCode.B);
        Snapshots.until(() -> isBookmarked(text));
    }

    private void goToLineOne() {
        Snapshots.onFx(() -> view.controller().goToLine(1));
        Snapshots.until(() -> holds(line(0)));
    }

    /** FX thread. */
    private boolean holds(String text) {
        return log.document().entries().stream().anyMatch(entry -> entry.row().text().equals(text));
    }

    /** FX thread. */
    private boolean isBookmarked(String text) {
        return log.document().entries().stream()
                .anyMatch(entry -> entry.bookmarked && entry.row().text().equals(text));
    }

    /** FX thread. */
    private boolean hasTick() {
        return new TickSlots(log.document(), List.of(), 1).mark(0) == TickSlots.Mark.BOOKMARK;
    }

    /** What Ctrl+B shows. */
    private List<String> listed(FxRobot robot) {
        Snapshots.onFx(log::requestFocus);
        robot.press(KeyCode.CONTROL).type(KeyCode.B).release(KeyCode.CONTROL);
        List<String> texts = new ArrayList<>();
        Snapshots.onFx(
                () ->
                        List.copyOf(Window.getWindows()).stream()
                                .filter(ContextMenu.class::isInstance)
                                .map(ContextMenu.class::cast)
                                .forEach(
                                        menu -> {
                                            menu.getItems().stream()
                                                    .map(MenuItem::getText)
                                                    .forEach(texts::add);
                                            menu.hide();
                                        }));
        return texts;
    }

    private boolean isRead(String text) {
        return log
                .document()
                .bookmarks
                .of(List.of(new LogKey(api.id(), LogStream.OUT)), List.of())
                .stream()
                .anyMatch(row -> row.text().equals(text));
    }

    @Test
    void a_line_that_is_shown_at_once_has_its_bookmark_and_its_tick_in_the_next_window(
            FxRobot robot) {
        show();
        bookmark(robot, line(lines - 3));

        showAgain(line(lines - 1));

        Snapshots.until(() -> isBookmarked(line(lines - 3)) && hasTick());
        assertThat(listed(robot)).singleElement().asString().contains("/orders/" + (lines - 3));
        bookmark(robot, line(lines - 5));
        Snapshots.onFx(log::requestFocus);
        robot.type(KeyCode.N);
        Snapshots.until(() -> currentText().equals(line(lines - 3)));
        robot.type(KeyCode.B);
        showAgain(line(lines - 1));
        Snapshots.until(() -> isBookmarked(line(lines - 5)));
        assertThat(isBookmarked(line(lines - 3))).isFalse();
    }

    @Test
    void a_line_far_up_is_listed_found_and_marked_in_the_next_window(FxRobot robot) {
        show();
        goToLineOne();
        bookmark(robot, line(0));
        bookmark(robot, line(7));

        showAgain(line(lines - 1));
        Snapshots.until(() -> isRead(line(0)) && isRead(line(7)));

        List<String> listed = listed(robot);
        assertThat(listed).hasSize(2);
        assertThat(listed.getFirst()).contains("/orders/0 ");
        assertThat(listed.getLast()).contains("/orders/7 ");
        assertThat(isBookmarked(line(0))).isFalse();
        Snapshots.onFx(log::requestFocus);
        robot.press(KeyCode.SHIFT).type(KeyCode.N).release(KeyCode.SHIFT);
        Snapshots.until(() -> currentText().equals(line(7)));
        Snapshots.until(() -> isBookmarked(line(0)) && isBookmarked(line(7)) && hasTick());
        assertThat(listed(robot)).hasSize(2);
        Snapshots.onFx(log::requestFocus);
        robot.press(KeyCode.SHIFT).type(KeyCode.N).release(KeyCode.SHIFT);
        Snapshots.until(() -> currentText().equals(line(0)));
    }

    @Test
    void a_rotated_line_keeps_its_bookmark_until_its_file_is_deleted(FxRobot robot)
            throws IOException {
        show();
        goToLineOne();
        Snapshots.until(() -> holds(ROTATED));
        bookmark(robot, ROTATED);
        showAgain(line(lines - 1));
        Snapshots.until(() -> isRead(ROTATED));

        Files.delete(archive);
        showAgain(line(lines - 1));

        Snapshots.until(() -> memory.get(KEY, "").isEmpty());
        assertThat(isRead(ROTATED)).isFalse();
        assertThat(listed(robot)).isEmpty();
    }

    @Test
    void the_same_words_at_the_same_place_of_an_emptied_log_have_no_bookmark(FxRobot robot) {
        show();
        goToLineOne();
        bookmark(robot, line(0));
        Snapshots.onFx(() -> view.controller().show(List.of()));
        manager.flush(Target.name("api")).join();
        manager.sendLineToStdin(api.id(), line(0)).join();
        Path file = api.spec().logs().out();
        Snapshots.until(() -> file.toFile().length() == line(0).length() + 1);

        showAgain(line(0));

        Snapshots.until(() -> memory.get(KEY, "").isEmpty());
        assertThat(isBookmarked(line(0))).isFalse();
        assertThat(listed(robot)).isEmpty();
    }

    @Test
    void a_log_that_is_emptied_while_it_is_shown_loses_its_bookmarks(FxRobot robot) {
        show();
        bookmark(robot, line(lines - 2));
        assertThat(memory.get(KEY, "").lines()).hasSize(1);

        manager.flush(Target.name("api")).join();
        write("after");

        Snapshots.until(() -> memory.get(KEY, "").isEmpty());
        showAgain("after");
        assertThat(listed(robot)).isEmpty();
    }
}
