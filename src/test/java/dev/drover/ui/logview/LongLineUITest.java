package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A log with a line that is longer than what is loaded at a time. */
@Timeout(180)
@ExtendWith(WindowTest.class)
class LongLineUITest extends HugeLogFixture {

    @Start
    void start(Stage stage) throws Exception {
        lines = 30_000;
        open(stage);
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    @Override
    void addFiles(Path logs) throws IOException {
        List<String> all = new ArrayList<>(List.of("one", "two", "x".repeat(1 << 20), "three"));
        Path file = logs.resolve("api-out.log");
        all.addAll(Files.readAllLines(file));
        Files.write(file, all);
    }

    @Test
    void the_view_is_filled_beyond_it_though_nobody_scrolls(FxRobot robot) {
        show();
        robot.clickOn(log);
        robot.press(KeyCode.CONTROL).type(KeyCode.HOME).release(KeyCode.CONTROL);

        Snapshots.until(
                () -> topText().equals("one") && log.document().rowCount() > log.visibleRows());
        assertThat(texts()).contains("three");
    }
}
