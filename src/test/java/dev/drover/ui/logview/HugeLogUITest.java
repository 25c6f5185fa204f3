package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.List;

@Timeout(180)
@ExtendWith(WindowTest.class)
class HugeLogUITest extends HugeLogFixture {

    @Start
    void start(Stage stage) throws Exception {
        open(stage);
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    /** Each row is followed by the next line of the file. */
    private void assertUnbroken() {
        List<String> texts = texts();
        int first = number(texts.getFirst());
        for (int i = 0; i < texts.size(); i++) {
            assertThat(texts.get(i)).as("row %d of %d", i, texts.size()).isEqualTo(line(first + i));
        }
    }

    private static int number(String line) {
        String from = line.substring(line.indexOf("/orders/") + "/orders/".length());
        return Integer.parseInt(from.substring(0, from.indexOf(' ')));
    }

    @Test
    void the_end_is_shown_and_the_rest_is_not_loaded() {
        show();

        Snapshots.pulses(5);

        assertThat(log.document().size()).isLessThan(20_000);
        assertThat(log.followingProperty().get()).isTrue();
        assertThat(texts().getFirst()).as("a whole line").startsWith("2026-11-20T");
        assertUnbroken();
    }

    @Test
    void more_of_the_end_follows_the_first_screenful() {
        show();

        int length = line(LINES - 1).length() + 1;
        Snapshots.until(() -> log.document().size() >= LogPages.TAIL / length);

        assertThat(log.followingProperty().get()).isTrue();
        assertThat(lastText()).isEqualTo(line(LINES - 1));
        assertUnbroken();
    }

    @Test
    void scrolling_up_loads_what_is_above_and_the_line_under_the_eye_stays() {
        show();
        for (int i = 0; i < 5; i++) {
            long before = log.document().firstRow();
            String[] top = {""};
            Snapshots.onFx(
                    () -> {
                        log.scrollTo(before);
                        top[0] = topText();
                    });
            Snapshots.until(() -> log.document().firstRow() < before - 1000);
            assertThat(topText()).isEqualTo(top[0]);
        }

        assertUnbroken();
    }

    @Test
    void the_beginning_is_one_key_away_and_so_is_the_end(FxRobot robot) {
        show();
        robot.clickOn(log);
        robot.press(KeyCode.CONTROL).type(KeyCode.HOME).release(KeyCode.CONTROL);
        Snapshots.until(() -> topText().equals(line(0)));

        assertUnbroken();
        ScrollBar bar = (ScrollBar) log.lookup(".scroll-bar:vertical");
        Snapshots.until(() -> bar.getValue() < bar.getMax() / 1000);

        robot.press(KeyCode.CONTROL).type(KeyCode.END).release(KeyCode.CONTROL);
        Snapshots.until(() -> lastText().equals(line(LINES - 1)));
        assertThat(log.followingProperty().get()).isTrue();
        assertUnbroken();
    }

    @Test
    void the_thumb_is_at_the_end_as_soon_as_somebody_goes_there(FxRobot robot) {
        show();
        robot.clickOn(log);
        robot.press(KeyCode.CONTROL).type(KeyCode.HOME).release(KeyCode.CONTROL);
        Snapshots.until(() -> topText().equals(line(0)));
        ScrollBar bar = (ScrollBar) log.lookup(".scroll-bar:vertical");
        Snapshots.until(() -> bar.getValue() < bar.getMax() / 1000);

        Snapshots.onFx(
                () -> {
                    log.followingProperty().set(true);
                    log.layout();
                    assertThat(bar.getValue()).isGreaterThan(bar.getMax() * 0.99);
                });
    }

    @Test
    void the_scroll_bar_stands_for_the_whole_file() {
        show();
        ScrollBar bar = (ScrollBar) log.lookup(".scroll-bar:vertical");
        Snapshots.until(() -> bar.getMax() > LINES / 2.0);

        Snapshots.onFx(() -> bar.setValue(bar.getMax() / 2));

        Snapshots.until(
                () ->
                        !currentText().isEmpty()
                                && Math.abs(number(currentText()) - LINES / 2) < LINES / 50);
        Snapshots.until(() -> Math.abs(bar.getValue() / bar.getMax() - 0.5) < 0.05);
        assertUnbroken();
    }

    @Test
    void a_time_that_is_not_loaded_is_found() {
        show();

        Snapshots.onFx(() -> view.controller().goToTime(START.plusMillis(LINES / 4 * 8L)));

        Snapshots.until(() -> currentText().equals(line(LINES / 4)));
        assertUnbroken();
    }

    @Test
    void scrolling_down_from_far_up_comes_to_the_end_and_follows() {
        show();
        Snapshots.onFx(() -> view.controller().goToLine(LINES - 12_000));
        Snapshots.until(() -> currentText().equals(line(LINES - 12_001)));

        for (int i = 0; i < 20 && !log.followingProperty().get(); i++) {
            long end = log.document().endRow();
            Snapshots.onFx(() -> log.scrollTo(end));
            Snapshots.until(() -> log.followingProperty().get() || log.document().endRow() != end);
        }

        assertThat(log.followingProperty().get()).isTrue();
        manager.sendLineToStdin(api.id(), "fresh from the service").join();
        Snapshots.until(() -> lastText().equals("fresh from the service"));
    }

    @Test
    void what_comes_while_somebody_reads_far_up_is_counted_and_shown_at_the_end() {
        show();
        Snapshots.onFx(() -> view.controller().goToLine(1000));
        Snapshots.until(() -> currentText().equals(line(999)));

        manager.sendLineToStdin(api.id(), "fresh from the service").join();

        Snapshots.until(() -> log.newRowsProperty().get() == 1);
        assertThat(currentText()).isEqualTo(line(999));
        Snapshots.onFx(() -> log.followingProperty().set(true));
        Snapshots.until(() -> lastText().equals("fresh from the service"));
    }

    @Test
    void the_window_holds_a_bounded_number_of_lines_however_far_somebody_scrolls() {
        show();
        while (log.followingProperty().get()
                || log.document().size() < 100_000 && number(firstText()) > 0) {
            long first = log.document().firstRow();
            Snapshots.onFx(() -> log.scrollTo(first));
            Snapshots.until(() -> log.document().firstRow() < first);
        }
        long first = log.document().firstRow();
        Snapshots.onFx(() -> log.scrollTo(first));
        Snapshots.until(() -> log.document().firstRow() < first);

        assertThat(log.document().size()).isLessThanOrEqualTo(100_000);
        assertUnbroken();
    }

    @Test
    void a_search_counts_the_whole_file_and_goes_from_hit_to_hit() {
        show();
        search("NEEDLE");
        int hits = (LINES + 22_222) / 100_000;
        Snapshots.until(() -> count().equals(hits + " hits") || count().endsWith(" of " + hits));

        Snapshots.onFx(() -> ((Button) view.root().lookup("#previousHit")).fire());
        Snapshots.until(() -> currentText().equals(line(LINES - 22_223)));
        Snapshots.onFx(() -> ((Button) view.root().lookup("#previousHit")).fire());
        Snapshots.until(() -> currentText().equals(line(LINES - 122_223)));
        Snapshots.until(() -> count().equals((hits - 1) + " of " + hits));
        Snapshots.takeBoth(log.getScene(), "log-huge-hit");
        assertUnbroken();
        Snapshots.onFx(() -> ((Button) view.root().lookup("#nextHit")).fire());
        Snapshots.until(() -> currentText().equals(line(LINES - 22_223)));
        Snapshots.onFx(() -> ((Button) view.root().lookup("#nextHit")).fire());
        Snapshots.until(() -> currentText().equals(line(77_777)));
    }

    private void search(String text) {
        Snapshots.onFx(
                () -> {
                    view.controller().openFind();
                    ((TextField) view.root().lookup("#field")).setText(text);
                });
    }

    private String count() {
        return ((Label) view.root().lookup("#count")).getText();
    }

    @Test
    void a_filter_goes_on_up_the_file_until_the_view_is_full_or_there_is_no_more() {
        show();
        Snapshots.onFx(
                () -> {
                    view.controller().openFilter();
                    ((TextField) view.root().lookup("#filterField")).setText("needle");
                });
        int hits = (LINES + 22_222) / 100_000;

        Snapshots.until(
                () ->
                        log.document().rowCount() >= Math.min(hits, (int) log.visibleRows())
                                && firstText().endsWith("needle"));
        assertThat(texts()).allMatch(text -> text.endsWith("needle"));
        Snapshots.onFx(() -> log.select(log.document().firstRow() + 2));
        String wanted = currentText();

        Snapshots.onFx(() -> view.controller().seeInContext());

        Snapshots.until(() -> log.document().rowCount() > 100 && currentText().equals(wanted));
        assertUnbroken();
    }

    @Test
    void the_status_says_which_line_of_how_many_is_on_top() {
        show();
        Snapshots.onFx(() -> view.controller().goToLine(LINES / 2));

        Snapshots.until(() -> status().contains("of %,d".formatted(LINES)));
        assertThat(status()).contains("line ");
    }

    private String status() {
        return ((Label) view.root().lookup("#status")).getText();
    }
}
