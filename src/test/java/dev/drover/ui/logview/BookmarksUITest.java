package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.List;

/** What stays when something else is shown. */
@Timeout(180)
@ExtendWith(WindowTest.class)
class BookmarksUITest extends HugeLogFixture {

    @Start
    void start(Stage stage) throws Exception {
        lines = 300_000;
        open(stage);
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    private boolean isBookmarked(String text) {
        return log.document().entries().stream()
                .anyMatch(entry -> entry.bookmarked && entry.row().text().equals(text));
    }

    private void bookmarkTheLastLine(FxRobot robot) {
        Snapshots.onFx(() -> log.select(log.document().endRow() - 1));
        Snapshots.onFx(log::requestFocus);
        robot.type(KeyCode.B);
        assertThat(isBookmarked(line(lines - 1))).isTrue();
    }

    @Test
    void a_bookmark_stays_while_another_log_is_shown(FxRobot robot) {
        show();
        bookmarkTheLastLine(robot);

        Snapshots.onFx(() -> view.controller().show(List.of()));
        Snapshots.until(() -> log.document().size() == 0);
        show();

        assertThat(isBookmarked(line(lines - 1))).isTrue();
        Snapshots.onFx(() -> log.select(log.document().endRow() - 1));
        robot.type(KeyCode.B);
        Snapshots.onFx(() -> view.controller().show(List.of()));
        show();
        assertThat(isBookmarked(line(lines - 1))).isFalse();
    }

    @Test
    void the_next_bookmark_may_be_in_a_part_that_is_not_loaded(FxRobot robot) {
        show();
        bookmarkTheLastLine(robot);
        Snapshots.onFx(() -> view.controller().goToLine(1));
        Snapshots.until(() -> topText().equals(line(0)));

        robot.type(KeyCode.N);

        Snapshots.until(() -> currentText().equals(line(lines - 1)));
        assertThat(isBookmarked(line(lines - 1))).isTrue();
    }

    @Test
    void every_line_can_be_reached_and_marked_by_keys(FxRobot robot) {
        show();
        bookmarkTheLastLine(robot);

        robot.type(KeyCode.K, KeyCode.K, KeyCode.J, KeyCode.B);

        assertThat(currentText()).isEqualTo(line(lines - 2));
        assertThat(isBookmarked(line(lines - 2))).isTrue();
    }

    @Test
    void times_and_wrapping_are_remembered() {
        Snapshots.onFx(
                () -> {
                    times().setValue(TimeColumn.CLOCK);
                    wrap().setSelected(true);
                });

        reopen();

        assertThat(times().getValue()).isEqualTo(TimeColumn.CLOCK);
        assertThat(wrap().isSelected()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<TimeColumn> times() {
        return (ComboBox<TimeColumn>) view.root().lookup("#timeChoice");
    }

    private CheckMenuItem wrap() {
        return ((MenuButton) view.root().lookup("#menuButton"))
                .getItems().stream()
                        .filter(item -> "Wrap long lines".equals(item.getText()))
                        .map(CheckMenuItem.class::cast)
                        .findFirst()
                        .orElseThrow();
    }
}
