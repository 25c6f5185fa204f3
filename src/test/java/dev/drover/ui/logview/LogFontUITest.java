package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.snapshot.Processes;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows have the grid's font whenever style sheets are applied, in a scene that sets another.
 */
@ExtendWith(WindowTest.class)
class LogFontUITest {

    private final MemoryLogSource source = new MemoryLogSource();
    private final ProcessDescription api = Processes.online(0, "api", true);
    private Themes themes;
    private LogView log;

    @Start
    void start(Stage stage) {
        themes = new Themes(Theme.LIGHT);
        source.write(api, LogStream.OUT, 1, "one\n\u001b[1mtwo\u001b[0m\n");
        View<LogViewController> view =
                LogViewController.load(source, PaneSurroundings.of((_, _) -> Optional.empty()));
        view.controller().show(List.of(api));
        Scene scene = new Scene(view.root(), 960, 420);
        Themes.addTo(scene);
        stage.setScene(scene);
        stage.show();
        log = (LogView) view.root().lookup("#log");
    }

    @Test
    void theFirstFrameIsMonospaced() {
        Snapshots.until(() -> fonts().size() >= 2);

        assertThat(fonts()).containsOnly(MonospaceFont.ofSize(13).regular().getFamily());
    }

    @Test
    void aThemeChangesNoFont(FxRobot robot) {
        Snapshots.until(() -> fonts().size() >= 2);
        robot.interact(() -> themes.themeProperty().set(Theme.DARK));
        Snapshots.pulses(3);

        assertThat(fonts()).containsOnly(MonospaceFont.ofSize(13).regular().getFamily());
    }

    private List<String> fonts() {
        List<Font> fonts = new ArrayList<>();
        collect(log, fonts);
        return fonts.stream().map(Font::getFamily).toList();
    }

    private static void collect(Node node, List<Font> fonts) {
        if (node instanceof Text text && text.isVisible() && !text.getText().isEmpty()) {
            fonts.add(text.getFont());
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, fonts));
        }
    }
}
