package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A megabyte of it has more lines than a document holds. */
@Timeout(180)
@ExtendWith(WindowTest.class)
class ShortLinesUITest extends HugeLogFixture {

    @Start
    void start(Stage stage) throws Exception {
        lines = 1;
        open(stage);
    }

    @Override
    void addFiles(Path logs) throws IOException {
        Files.writeString(logs.resolve("api-out.log"), "x\n".repeat(600_000) + "end\n");
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    @Test
    void the_end_of_very_short_lines_is_followed() {
        Snapshots.onFx(() -> view.controller().show(List.of(api)));
        Snapshots.until(() -> lastText().equals("end"));
        Snapshots.pulses(30);

        manager.sendLineToStdin(api.id(), "fresh from the service").join();

        Snapshots.until(() -> lastText().equals("fresh from the service"));
        assertThat(log.followingProperty().get()).isTrue();
    }
}
