package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What single lines can do: folded traces, JSON, sources, wrapping. */
@ExtendWith(WindowTest.class)
class LogLineUITest extends LogPaneFixture {

    private static final String TRACE =
            """
            TypeError: Cannot read properties of undefined (reading 'id')
                at orders (src/orders.js:42:17)
                at Layer.handle (/srv/api/node_modules/express/lib/layer.js:95:5)
                at process.processTicksAndRejections (node:internal/process:95:5)
            """;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void a_stack_trace_is_folded_and_opens(FxRobot robot) {
        source.write(api, LogStream.ERR, 1, TRACE);
        write("listening\n");
        show(2);
        Snapshots.onFx(() -> log.select(log.document().firstRow()));
        Snapshots.onFx(log::requestFocus);

        robot.type(KeyCode.RIGHT);
        until(5);
        Snapshots.pulses(2);
        Snapshots.takeBoth(log.getScene(), "log-trace-open");
        robot.type(KeyCode.LEFT);

        until(2);
        assertThat(current()).startsWith("TypeError");
    }

    @Test
    void copying_a_folded_trace_takes_its_frames_and_no_boundary(FxRobot robot) {
        source.write(api, LogStream.ERR, 1, TRACE);
        source.write(api, LogStream.OUT, 2, "listening\n");
        show(3);
        Snapshots.onFx(log::requestFocus);

        robot.press(KeyCode.CONTROL).type(KeyCode.A, KeyCode.C).release(KeyCode.CONTROL);

        assertThat(clipboard()).isEqualTo(TRACE + "listening");
    }

    @Test
    void a_hit_in_a_folded_trace_opens_it() {
        source.write(api, LogStream.ERR, 1, TRACE);
        write("listening\n");
        show(2);

        Snapshots.onFx(
                () -> {
                    view.controller().openFind();
                    ((TextField) find("#field")).setText("orders.js");
                });

        Snapshots.until(() -> text("#count").equals("1 hit"));
        until(5);
    }

    @Test
    void the_source_of_a_frame_is_opened_in_the_folder_of_the_process() {
        source.write(api, LogStream.ERR, 1, TRACE);
        show(1);
        LogEntry head = log.document().entry(log.document().firstRow());
        LogEntry frame = head.folded().getFirst();

        Snapshots.onFx(() -> log.commands().openSource(frame, -1));

        assertThat(opened).containsExactly(api.spec().cwd().resolve("src/orders.js") + ":42");
    }

    @Test
    void the_fields_of_a_json_line_are_shown_and_filtered_by(FxRobot robot) {
        write("{\"level\":30,\"msg\":\"hello\",\"user\":\"ann\"}\n");
        write("{\"level\":50,\"msg\":\"no\",\"user\":\"bob\"}\n");
        write("plain\n");
        show(3);
        assertThat(rows()).containsExactly("INFO  hello user=ann", "ERROR no user=bob", "plain");
        Snapshots.onFx(() -> log.select(log.document().firstRow() + 1));
        Snapshots.onFx(log::requestFocus);
        robot.type(KeyCode.ENTER);
        TableView<?> fields = (TableView<?>) find("#fields");
        Snapshots.until(() -> fields.isVisible() && fields.getItems().size() == 3);
        Snapshots.onFx(() -> fields.getSelectionModel().select(2));
        Snapshots.takeBoth(log.getScene(), "log-fields");

        robot.type(KeyCode.ENTER);

        until(1);
        assertThat(rows()).containsExactly("ERROR no user=bob");
    }

    @Test
    void json_can_be_shown_as_it_was_written() {
        write("{\"level\":30,\"msg\":\"hello\"}\n");
        show(1);

        Snapshots.onFx(() -> ((CheckMenuItem) item("Show JSON lines in short")).setSelected(false));

        assertThat(rows()).containsExactly("{\"level\":30,\"msg\":\"hello\"}");
    }

    @Test
    void long_lines_are_wrapped_when_wanted() {
        write("x".repeat(2000) + "\nshort\n");
        show(2);
        Snapshots.pulses(2);
        assertThat(log.maxLeft()).isPositive();

        Snapshots.onFx(() -> ((CheckMenuItem) item("Wrap long lines")).setSelected(true));
        Snapshots.pulses(2);

        assertThat(log.maxLeft()).isZero();
        assertThat(log.placeAt(100, 60).row()).isEqualTo(log.document().firstRow());
        assertThat(log.placeAt(100, 60).index()).isGreaterThan(100);
        Snapshots.takeBoth(log.getScene(), "log-wrapped");
    }
}
