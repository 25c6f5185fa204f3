package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.WindowTest;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

@ExtendWith(WindowTest.class)
@Timeout(180)
class DialogsUITest {

    private final List<Integer> answer = new ArrayList<>();
    private Stage stage;

    @Start
    void show(Stage shown) {
        stage = shown;
        stage.setScene(new Scene(new StackPane(new Label("owner")), 900, 600));
        Themes.addTo(stage.getScene());
        stage.show();
    }

    private void choose(FxRobot robot, int count) {
        List<Prompts.Choice> choices =
                IntStream.range(0, count)
                        .mapToObj(i -> new Prompts.Choice("service " + i, "node " + i, true))
                        .toList();
        robot.interact(
                () ->
                        new Dialogs(() -> stage)
                                .choose(
                                        new Prompts.Question("Start?", "", "Start them", false),
                                        choices,
                                        answer::addAll));
    }

    @Test
    void aLongListOfChoicesHasRoom(FxRobot robot) {
        choose(robot, 40);

        ScrollPane list = robot.lookup(".dialog-choices").queryAs(ScrollPane.class);
        assertThat(list.getViewportBounds().getHeight()).isGreaterThan(200);
        robot.clickOn("Cancel");
    }

    @Test
    void oneBoxTakesAllChoicesAwaySoThatAFewCanBeMade(FxRobot robot) {
        choose(robot, 40);
        CheckBox all = robot.lookup("#choose-all").queryAs(CheckBox.class);
        assertThat(all.isSelected()).isTrue();
        robot.interact(all::fire);
        assertThat(robot.lookup("Start them").queryButton().isDisabled()).isTrue();
        robot.interact(() -> robot.lookup("service 3").queryAs(CheckBox.class).setSelected(true));
        assertThat(all.isIndeterminate()).isTrue();
        robot.clickOn("Start them");

        assertThat(answer).containsExactly(3);
    }

    @Test
    void onlyANumberInItsRangeIsAnAnswer(FxRobot robot) {
        robot.interact(
                () ->
                        new Dialogs(() -> stage)
                                .askNumber(
                                        new Prompts.Question("How many?", "", "Change", false),
                                        new Prompts.Range(1, 256, 2),
                                        answer::add));
        Spinner<?> number = robot.lookup("#dialog-number").queryAs(Spinner.class);
        Button does = robot.lookup("Change").queryButton();
        assertThat(does.isDisabled()).isFalse();
        for (String wrong : List.of("", "0", "257", "two", "1.5")) {
            robot.interact(() -> number.getEditor().setText(wrong));
            assertThat(does.isDisabled()).as(wrong).isTrue();
        }
        robot.interact(() -> number.getEditor().setText(" 12 "));
        robot.clickOn(does);

        assertThat(answer).containsExactly(12);
    }

    @Test
    void aFewChoicesStandThereWithoutIt(FxRobot robot) {
        choose(robot, 2);

        assertThat(robot.lookup("#choose-all").tryQuery()).isEmpty();
        robot.clickOn("Start them");
        assertThat(answer).containsExactly(0, 1);
    }
}
