package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;

import java.util.List;

/** The tool bar of the log where it has little room. */
@ExtendWith(WindowTest.class)
class LogBarUITest extends LogPaneFixture {

    private static final List<String> ALWAYS =
            List.of("#followToggle", "#filterButton", "#findButton", "#menuButton");

    private Stage window;

    @Start
    void start(Stage stage) {
        window = stage;
        open(stage);
    }

    private void narrow(double width) {
        Snapshots.onFx(() -> window.setWidth(width));
        Snapshots.until(() -> view.root().getLayoutBounds().getWidth() <= width);
        Snapshots.pulses(3);
    }

    private boolean isInside(String id) {
        Node node = find(id);
        return node.isVisible()
                && node.localToScene(node.getLayoutBounds()).getMaxX() <= log.getScene().getWidth();
    }

    @Test
    void what_is_used_most_stays_and_nothing_is_wider_than_the_window() {
        write("ERROR one\n");
        show(1);

        narrow(440);

        assertThat(ALWAYS).allMatch(this::isInside);
        assertThat(isInside("#log")).isTrue();
        assertThat(find("#outToggle").isVisible()).isFalse();
        assertThat(item("stdout").isVisible()).isTrue();
        assertThat(item("Clear").isVisible()).isTrue();
        Snapshots.takeBoth(log.getScene(), "log-narrow");
    }

    @Test
    void what_has_no_room_is_done_from_the_menu() {
        write("one\n");
        show(1);
        narrow(440);

        Snapshots.onFx(() -> ((CheckMenuItem) item("stdout")).setSelected(false));

        until(0);
        assertThat(toggle("#outToggle").isSelected()).isFalse();
    }

    @Test
    void a_wide_bar_has_everything_and_its_menu_nothing_twice() {
        narrow(440);

        narrow(900);

        assertThat(find("#outToggle").isVisible()).isTrue();
        assertThat(find("#clearButton").isVisible()).isTrue();
        assertThat(item("stdout").isVisible()).isFalse();
        assertThat(item("Times").isVisible()).isFalse();
    }
}
