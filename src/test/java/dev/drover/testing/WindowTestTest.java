package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** No test finds what another left on its stage. */
@ExtendWith(WindowTest.class)
class WindowTestTest {
    private Stage stage;

    @Start
    void show(Stage stage) {
        this.stage = stage;
        stage.setScene(new Scene(new Pane(), 300, 200));
        stage.show();
    }

    @RepeatedTest(2)
    void aStageHasTheSizeOfItsSceneWhateverTheTestBeforeDid(FxRobot robot) {
        assertThat(stage.getScene().getWidth()).isEqualTo(300);
        assertThat(stage.getMinWidth()).isZero();

        robot.interact(() -> stage.setMinWidth(350));
        robot.interact(() -> stage.setWidth(500));
    }
}
