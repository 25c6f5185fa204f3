import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/** The least that a window with a table can be: what Drover's first useful frame is held against. */
public final class EmptyTable extends Application {

    @Override
    public void start(Stage stage) {
        TableView<String> table = new TableView<>();
        for (String name : new String[] {"name", "status", "cpu", "memory", "uptime", "restarts", "pid"}) {
            table.getColumns().add(new TableColumn<>(name));
        }
        stage.setScene(new Scene(table, 1180, 760));
        stage.show();
        new AnimationTimer() {
            private int seen;

            @Override
            public void handle(long now) {
                if (++seen > 2) {
                    stop();
                    try {
                        Files.writeString(
                                Path.of(System.getProperty("drover.firstFrame")),
                                Long.toString(Instant.now().toEpochMilli()));
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
        }.start();
    }

    public static void main(String[] args) {
        launch(EmptyTable.class, args);
        Platform.exit();
    }
}
