package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the log has to do with lines that a user is told of. */
@ExtendWith(WindowTest.class)
class LogAlertsUITest extends LogPaneFixture {

    private final Told told = new Told();

    /** Tells of lines when the test says so. */
    private static final class Told implements LineAlerts {

        private final List<String> proposed = new CopyOnWriteArrayList<>();
        private final Set<Long> offsets = new HashSet<>();
        private Runnable changed = () -> {};

        @Override
        public void propose(String text, boolean line, String process) {
            proposed.add(text + " " + line + " " + process);
        }

        @Override
        public boolean isHit(int source, LogStream stream, long offset) {
            return offsets.contains(offset);
        }

        @Override
        public void onChange(Runnable listener) {
            changed = listener;
        }
    }

    @Start
    void start(Stage stage) {
        alerts = told;
        open(stage);
    }

    @Test
    void a_line_is_gone_to_once_its_log_is_there() {
        write("one\norder 7 failed\n" + "more\n".repeat(200));

        Snapshots.onFx(() -> view.controller().goToLine(api.id(), LogStream.OUT, 4));
        show(202);

        Snapshots.until(() -> "order 7 failed".equals(textOfCurrent()));
        assertThat(view.controller().followProperty().get()).isFalse();
    }

    @Test
    void a_rule_is_proposed_from_a_line_and_from_the_filter() {
        write("one\norder 7 failed\n");
        show(2);
        Snapshots.onFx(() -> log.select(log.document().endRow() - 1));

        Snapshots.onFx(() -> menuItem("Notify when a line like this appears…").fire());
        filter("/order/");
        Snapshots.onFx(() -> ((Button) find("#filterAlert")).fire());

        assertThat(told.proposed).containsExactly("order 7 failed true api", "/order/ false api");
    }

    @Test
    void a_line_that_was_told_of_is_marked() {
        write("one\norder 7 failed\n");
        show(2);

        Snapshots.onFx(
                () -> {
                    told.offsets.add(4L);
                    told.changed.run();
                });

        Snapshots.until(() -> log.document().entry(log.document().endRow() - 1).told);
        assertThat(log.document().entry(log.document().firstRow()).told).isFalse();
    }

    private String textOfCurrent() {
        LogEntry entry = log.current();
        return entry == null ? "" : entry.row().text();
    }

    /** FX thread. */
    private MenuItem menuItem(String text) {
        Event.fireEvent(
                log,
                new ContextMenuEvent(
                        ContextMenuEvent.CONTEXT_MENU_REQUESTED, 5, 5, 5, 5, true, null));
        ContextMenu menu =
                (ContextMenu)
                        Window.getWindows().stream()
                                .filter(ContextMenu.class::isInstance)
                                .findFirst()
                                .orElseThrow();
        menu.hide();
        return menu.getItems().stream()
                .filter(item -> text.equals(item.getText()))
                .findFirst()
                .orElseThrow();
    }
}
