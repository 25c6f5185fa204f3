package dev.drover.ui.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;

import javafx.beans.property.SimpleBooleanProperty;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;

@ExtendWith(WindowTest.class)
class AppActionCheckUITest {

    private final AppActions actions = new AppActions();
    private final SimpleBooleanProperty on = new SimpleBooleanProperty(true);

    private AppActionCheck item() {
        AppActionCheck item = new AppActionCheck();
        item.setAction(AppAction.START_AT_LOGIN);
        item.bind(actions);
        return item;
    }

    @Test
    void untilSomebodyDoesItTheReasonIsSaid(FxRobot robot) {
        robot.interact(
                () -> {
                    AppActionCheck item = item();
                    assertThat(item.isDisable()).isTrue();
                    assertThat(item.getText()).isEqualTo("Start at log-in — only on Linux yet");
                });
    }

    @Test
    void itShowsWhetherItIsOnAndTheHandlerDecides(FxRobot robot) {
        robot.interact(
                () -> {
                    AppActionCheck item = item();
                    // The binding must not be forgotten once nobody else holds it.
                    System.gc();
                    actions.on(AppAction.START_AT_LOGIN, on, () -> on.set(!on.get()));
                    assertThat(item.isDisable()).isFalse();
                    assertThat(item.getText()).isEqualTo("Start at log-in");
                    assertThat(item.isSelected()).isTrue();
                    item.fire();
                    assertThat(on.get()).isFalse();
                    assertThat(item.isSelected()).isFalse();
                });
    }
}
