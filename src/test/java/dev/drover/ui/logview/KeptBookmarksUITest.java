package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.Target;
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

import java.util.ArrayList;
import java.util.List;

/** Bookmarks in the next window. */
@Timeout(180)
@ExtendWith(WindowTest.class)
class KeptBookmarksUITest extends HugeLogFixture {

    private static final String KEY = "log.bookmarks /home/u/.drover";

    @Start
    void start(Stage stage) throws Exception {
        lines = 60_000;
        open(stage);
    }

    @AfterEach
    void close() throws Exception {
        end();
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
