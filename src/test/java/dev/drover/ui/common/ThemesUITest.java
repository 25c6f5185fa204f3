package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;

import javafx.application.Application;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;

import java.util.ArrayList;
import java.util.List;

@ExtendWith(WindowTest.class)
class ThemesUITest {

    @Test
    void aSecondWindowTakesTheLookThatIsThere(FxRobot robot) {
        List<Object> seen = new ArrayList<>();
        robot.interact(
                () -> {
                    Themes themes = new Themes(Theme.AUTO);
                    themes.remember(Theme.LIGHT);
                    themes.themeProperty().set(Theme.DARK);
                    seen.add(Application.getUserAgentStylesheet());
                    themes.remember(Theme.LIGHT);
                    seen.add(Application.getUserAgentStylesheet());
                    seen.add(themes.themeProperty().get());
                    themes.themeProperty().set(Theme.LIGHT);
                    seen.add(Application.getUserAgentStylesheet());
                });
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(seen.get(2)).isEqualTo(Theme.DARK);
        assertThat(seen.get(3)).isNotEqualTo(seen.get(0));
    }
}
