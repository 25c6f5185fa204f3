package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.util.List;

/** What reaches the whole of a log of which the window holds a part. */
@Timeout(180)
@ExtendWith(ApplicationExtension.class)
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
        Snapshots.until(() -> lastText().equals(line));
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
}
