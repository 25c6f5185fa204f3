package dev.drover.ui.details;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.SecretNames;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.model.FxEventPump;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.testing.SampleProcess;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.List;
import java.util.Map;

@ExtendWith(WindowTest.class)
@Timeout(180)
class DetailsUITest {

    private final ProcessListModel model = new ProcessListModel();
    private final FxEventPump pump = new FxEventPump(Runnable::run, model::apply);
    private final ProcessDescription api = process(0, "api");
    private final ProcessDescription worker = process(1, "worker");
    private Ticker ticker;
    private DetailsController controller;
    private TableView<DetailRow> table;

    private static ProcessDescription process(int id, String name) {
        return SampleProcess.named(id, name)
                .listensOn(new ListeningPort(ListeningPort.Protocol.TCP, "::", 3000))
                .env(Map.of("API_TOKEN", "sesame", "PORT", "3000", "NODE_ENV", "production"))
                .build();
    }

    @Start
    @SuppressWarnings("unchecked")
    void show(Stage stage) {
        new Themes(Theme.LIGHT);
        ticker = new Ticker(NOW);
        pump.replaceAll(List.of(api, worker), NOW);
        View<DetailsController> view = DetailsController.load(model, ticker);
        controller = view.controller();
        Scene scene = new Scene(view.root(), 940, 400);
        Themes.addTo(scene);
        stage.setScene(scene);
        stage.show();
        table = (TableView<DetailRow>) view.root().lookup("#details-table");
        controller.setOnTop(true);
    }

    private void select(FxRobot robot, ProcessDescription... processes) {
        robot.interact(() -> controller.show(List.of(processes)));
        robot.interact(table::requestFocus);
    }

    private DetailRow row(String label) {
        return table.getItems().stream()
                .filter(row -> row.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private void point(FxRobot robot, String label) {
        robot.interact(
                () -> {
                    table.getSelectionModel().clearSelection();
                    table.getSelectionModel().select(row(label));
                    table.requestFocus();
                });
    }

    private static String clipboard(FxRobot robot) {
        String[] text = new String[1];
        robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
        return text[0];
    }

    private static String sentence(FxRobot robot) {
        return robot.lookup("#details-empty-title").queryAs(Label.class).getText();
    }

    @Test
    void noneAndSeveralHaveASentence(FxRobot robot) {
        assertThat(sentence(robot)).isEqualTo("No process is selected");

        select(robot, api, worker);
        assertThat(sentence(robot)).isEqualTo("2 processes are selected");
        assertThat(robot.lookup("#details-empty").query().isVisible()).isTrue();
        assertThat(table.isVisible()).isFalse();
    }

    @Test
    void theOrderIsThatOfDescribe(FxRobot robot) {
        select(robot, api);

        assertThat(table.getItems())
                .extracting(DetailRow::label)
                .containsSubsequence(
                        "status",
                        "name",
                        "namespace",
                        "restarts",
                        "uptime",
                        "script path",
                        "script args",
                        "error log path",
                        "out log path",
                        "pid path",
                        "interpreter",
                        "script id",
                        "exec cwd",
                        "exec mode",
                        "node env",
                        "watch & reload",
                        "unstable restarts",
                        "created at",
                        "pid",
                        "ports",
                        "Environment",
                        "API_TOKEN");
        assertThat(row("uptime").value()).isEqualTo("3 m 12 s");
        assertThat(row("ports").value()).isEqualTo("TCP [::]:3000");
    }

    @Test
    void theUptimeGoesOnAndTheSelectedRowStays(FxRobot robot) {
        select(robot, api);
        point(robot, "uptime");
        robot.interact(() -> ticker.tick(NOW.plusSeconds(5)));

        assertThat(row("uptime").value()).isEqualTo("3 m 17 s");
        assertThat(table.getSelectionModel().getSelectedItem()).isSameAs(row("uptime"));
    }

    @Test
    void secretsAreMaskedUntilTheyAreRevealedAndThoseOfAnotherProcessAreNot(FxRobot robot) {
        select(robot, api);
        assertThat(row("API_TOKEN").shownProperty().get()).isEqualTo(SecretNames.MASK);
        assertThat(row("PORT").shownProperty().get()).isEqualTo("3000");

        point(robot, "API_TOKEN");
        robot.type(KeyCode.ENTER);
        assertThat(row("API_TOKEN").shownProperty().get()).isEqualTo("sesame");
        robot.interact(() -> ticker.tick(NOW.plusSeconds(1)));
        assertThat(row("API_TOKEN").shownProperty().get()).isEqualTo("sesame");

        select(robot, worker);
        assertThat(row("API_TOKEN").shownProperty().get()).isEqualTo(SecretNames.MASK);
    }

    @Test
    void typingFiltersNamesAndValuesButNotMaskedOnes(FxRobot robot) {
        select(robot, api);
        robot.type(KeyCode.T, KeyCode.O, KeyCode.K);

        assertThat(robot.lookup("#details-filter").queryAs(TextField.class).getText())
                .isEqualTo("tok");
        assertThat(table.getItems())
                .extracting(DetailRow::label)
                .containsExactly("Environment", "API_TOKEN");

        robot.type(KeyCode.ESCAPE);
        robot.interact(
                () -> robot.lookup("#details-filter").queryAs(TextField.class).setText("sesame"));
        assertThat(table.getItems()).isEmpty();
        robot.interact(
                () -> robot.lookup("#details-filter").queryAs(TextField.class).setText("/srv/API"));
        assertThat(table.getItems())
                .extracting(DetailRow::label)
                .containsExactly("Process", "script path", "exec cwd");
    }

    @Test
    void aValueIsCopiedWithTheKeyboard(FxRobot robot) {
        select(robot, api);
        point(robot, "script path");
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);

        assertThat(clipboard(robot)).isEqualTo("/srv/api/main.js");
    }

    @Test
    void theJsonIsThatOfPm2WithSecretsMaskedUntilRevealed(FxRobot robot) {
        select(robot, api);
        Button copy = robot.lookup("#details-copy-json").queryAs(Button.class);
        robot.interact(copy::fire);
        assertThat(clipboard(robot))
                .contains("\"pm_id\" : 0", "\"pm2_env\"", "\"PORT\" : \"3000\"")
                .contains(SecretNames.MASK)
                .doesNotContain("sesame");

        point(robot, "API_TOKEN");
        robot.type(KeyCode.ENTER);
        robot.interact(copy::fire);
        assertThat(clipboard(robot)).contains("sesame");
    }

    @Test
    void inANarrowDockTheFieldGivesItsRoomToTheButton(FxRobot robot) {
        select(robot, api);
        robot.interact(() -> table.getScene().getWindow().setWidth(320));
        robot.interact(() -> table.getScene().getRoot().layout());

        Button copy = robot.lookup("#details-copy-json").queryButton();
        assertThat(copy.localToScene(copy.getBoundsInLocal()).getMaxX())
                .isLessThanOrEqualTo(table.getScene().getWidth());
    }

    @Test
    void aChangeOfTheProcessIsShown(FxRobot robot) {
        select(robot, api);
        robot.interact(
                () -> {
                    pump.accept(
                            new ProcessEvent.ProcessChanged(
                                    SampleProcess.named(0, "api").restarted(4, 0).build(), NOW));
                    ticker.tick(NOW.plusSeconds(1));
                });

        assertThat(row("restarts").value()).isEqualTo("4");
        assertThat(table.getItems()).extracting(DetailRow::label).doesNotContain("API_TOKEN");
    }

    @Test
    void aPageThatIsNotOnTopRests(FxRobot robot) {
        select(robot, api);
        robot.interact(() -> controller.setOnTop(false));
        select(robot, worker);

        assertThat(row("name").value()).isEqualTo("api");
        robot.interact(() -> controller.setOnTop(true));
        assertThat(row("name").value()).isEqualTo("worker");
    }
}
