package dev.drover.ui.metrics;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RestartPolicy;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.model.FxEventPump;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.testing.SampleProcess;
import dev.drover.ui.testing.Screens;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

@ExtendWith(WindowTest.class)
@Timeout(180)
class MetricsUITest {

    private static final RestartPolicy LIMITED =
            new RestartPolicy(
                    true,
                    Duration.ofSeconds(1),
                    16,
                    Duration.ZERO,
                    Optional.empty(),
                    Set.of(),
                    Optional.of(100L << 20));

    private final ProcessListModel model = new ProcessListModel();
    private final FxEventPump pump = new FxEventPump(Runnable::run, model::apply);
    private final BlockingQueue<Instant> followed = new LinkedBlockingQueue<>();
    private final BlockingQueue<Instant> opened = new LinkedBlockingQueue<>();
    private final ProcessDescription api =
            SampleProcess.named(0, "api").restart(LIMITED).startedAt(NOW.minusSeconds(100)).build();
    private final ProcessDescription worker = SampleProcess.named(1, "worker").build();
    private Ticker ticker;
    private Themes themes;
    private MetricsController controller;
    private Scene scene;

    @Start
    void show(Stage stage) {
        themes = new Themes(Theme.LIGHT);
        ticker = new Ticker(NOW);
        pump.replaceAll(List.of(api, worker), NOW.minusSeconds(101));
        for (int i = 100; i >= 0; i--) {
            pump.accept(
                    new ProcessEvent.MetricsSampled(
                            Map.of(
                                    0, new Metrics(100 - i, (50L + i % 10) << 20),
                                    1, new Metrics(5, 20 << 20)),
                            NOW.minusSeconds(i)));
        }
        View<MetricsController> view =
                MetricsController.load(
                        model,
                        ticker,
                        new LogLink(followed::add, opened::add),
                        Memory.untilClosed());
        controller = view.controller();
        scene = new Scene(view.root(), 940, 340);
        Themes.addTo(scene);
        stage.setScene(scene);
        stage.show();
        controller.setOnTop(true);
    }

    private void select(FxRobot robot, ProcessDescription... processes) {
        robot.interact(() -> controller.show(List.of(processes)));
        robot.interact(() -> robot.lookup("#metrics-chart").query().requestFocus());
    }

    private static String moment(FxRobot robot) {
        return robot.lookup("#metrics-moment").queryAs(Label.class).getText();
    }

    private static String cards(FxRobot robot) {
        return robot.lookup("#metrics-cards .label").queryAllAs(Labeled.class).stream()
                .filter(Node::isVisible)
                .map(Labeled::getText)
                .collect(Collectors.joining("|"));
    }

    private static String clock(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm:ss").format(at.atZone(ZoneId.systemDefault()));
    }

    @Test
    void withoutASelectionASentenceSaysWhatToDo(FxRobot robot) {
        assertThat(robot.lookup("#metrics-empty").query().isVisible()).isTrue();
        assertThat(robot.lookup("#metrics-empty-title").queryAs(Label.class).getText())
                .isEqualTo("No process is selected");
    }

    @Test
    void aProcessThatNeverRanHasASentenceInsteadOfAnEmptyChart(FxRobot robot) {
        ProcessDescription idle =
                SampleProcess.named(7, "idle").startedAt(NOW.minus(Duration.ofDays(3))).build();
        robot.interact(() -> pump.accept(new ProcessEvent.ProcessAdded(idle, NOW)));
        select(robot, idle);

        assertThat(robot.lookup("#metrics-empty-title").queryAs(Label.class).getText())
                .isEqualTo("No figures in this time");
    }

    @Test
    void oneProcessHasItsNewestItsHighestAndItsMeanFigures(FxRobot robot) throws IOException {
        select(robot, api);

        assertThat(robot.lookup("#metrics-empty").query().isVisible()).isFalse();
        assertThat(moment(robot)).isEqualTo("Now");
        assertThat(cards(robot))
                .contains("api", "100 %", "50 MB", "59 MB", "Restarted above 100 MB");
        write(robot, "metrics-one");
    }

    @Test
    void severalProcessesHaveALineAndAColourEach(FxRobot robot) throws IOException {
        select(robot, api, worker);

        assertThat(cards(robot)).contains("api", "worker", "5 %", "20 MB");
        write(robot, "metrics-two");
        robot.interact(() -> themes.themeProperty().set(Theme.DARK));
        WritableImage dark = write(robot, "metrics-two-dark");
        assertThat(dark.getPixelReader().getColor(400, 100).getBrightness()).isLessThan(0.5);
    }

    @Test
    void theArrowKeysMoveTheCrossHairAndTheFiguresFollow(FxRobot robot) {
        select(robot, api);

        robot.type(KeyCode.END);
        assertThat(moment(robot)).isEqualTo(clock(NOW));
        robot.type(KeyCode.LEFT, 10);
        assertThat(moment(robot)).isEqualTo(clock(NOW.minusSeconds(10)));
        assertThat(cards(robot)).contains("90 %");
        robot.type(KeyCode.RIGHT);
        assertThat(moment(robot)).isEqualTo(clock(NOW.minusSeconds(9)));
        robot.type(KeyCode.HOME);
        assertThat(moment(robot)).isEqualTo(clock(NOW.minusSeconds(300)));
        assertThat(cards(robot)).contains("–");
        assertThat(robot.lookup("#metrics-chart").query().getAccessibleText())
                .contains("api: CPU –");
        robot.type(KeyCode.ESCAPE);
        assertThat(moment(robot)).isEqualTo("Now");
    }

    @Test
    void enterOpensTheLogAtTheCrossHairAndRestingThereLetsItFollow(FxRobot robot)
            throws InterruptedException {
        select(robot, api);

        robot.type(KeyCode.END);
        robot.type(KeyCode.LEFT);
        robot.type(KeyCode.ENTER);

        assertThat(opened.poll(60, TimeUnit.SECONDS)).isEqualTo(NOW.minusSeconds(1));
        assertThat(followed.poll(60, TimeUnit.SECONDS)).isIn(NOW, NOW.minusSeconds(1));
    }

    @Test
    void theMouseReadsOutTheMomentUnderItAndAClickOpensTheLog(FxRobot robot)
            throws InterruptedException {
        select(robot, api);

        robot.clickOn("#metrics-chart");

        Instant clicked = opened.poll(60, TimeUnit.SECONDS);
        assertThat(clicked).isBetween(NOW.minusSeconds(299), NOW.minusSeconds(1));
        assertThat(moment(robot)).isEqualTo(clock(clicked));
    }

    @Test
    void nearAMarkTheFiguresSayWhatHappened(FxRobot robot) {
        select(robot, api);

        robot.type(KeyCode.END);
        robot.press(KeyCode.SHIFT).type(KeyCode.LEFT, 10).release(KeyCode.SHIFT);

        assertThat(moment(robot)).isEqualTo(clock(NOW.minusSeconds(100)));
        assertThat(cards(robot)).contains("▲ started at " + clock(NOW.minusSeconds(100)));
    }

    @Test
    void theRangeStaysWhenAnotherProcessIsSelected(FxRobot robot) {
        select(robot, api);
        robot.interact(() -> robot.lookup("#HOURS_3").queryAs(ToggleButton.class).fire());
        select(robot, worker);

        robot.type(KeyCode.HOME);
        assertThat(robot.lookup("#HOURS_3").queryAs(ToggleButton.class).isSelected()).isTrue();
        assertThat(moment(robot)).contains(clock(NOW.minus(Duration.ofHours(3))));
    }

    @Test
    void aPageThatIsNotOnTopRests(FxRobot robot) {
        select(robot, api);
        robot.interact(() -> controller.setOnTop(false));
        robot.interact(() -> controller.show(List.of(worker)));
        robot.interact(() -> ticker.tick(NOW.plusSeconds(10)));
        assertThat(cards(robot)).contains("api").doesNotContain("worker");

        robot.interact(() -> controller.setOnTop(true));
        assertThat(cards(robot)).contains("worker").doesNotContain("api");
    }

    @Test
    void inALowDockNothingLiesOverTheBar(FxRobot robot) {
        select(robot, api);
        robot.interact(() -> scene.getWindow().setHeight(140));
        robot.interact(() -> scene.getRoot().layout());

        Bounds body =
                robot.lookup("#metrics-body")
                        .query()
                        .localToScene(robot.lookup("#metrics-body").query().getBoundsInLocal());
        Bounds bar =
                robot.lookup(".metrics-bar")
                        .query()
                        .localToScene(robot.lookup(".metrics-bar").query().getBoundsInLocal());
        assertThat(body.getMinY()).isGreaterThanOrEqualTo(bar.getMaxY() - 1);
    }

    @Test
    void theAxisMovesWithTheClock(FxRobot robot) {
        select(robot, api);
        robot.interact(() -> ticker.tick(NOW.plusSeconds(30)));

        robot.type(KeyCode.END);
        assertThat(moment(robot)).isEqualTo(clock(NOW.plusSeconds(30)));
        assertThat(cards(robot)).contains("–");
    }

    @Test
    void childProcessesCountOnlyOnceTheyAreAskedForAndKnown(FxRobot robot) {
        select(robot, api);
        Node children = robot.lookup("#metrics-children").query();
        assertThat(children.isDisabled()).isTrue();

        Metrics sample = new Metrics(1, 10 << 20, Optional.of(new Metrics.Usage(71, 77 << 20)));
        robot.interact(
                () -> {
                    Instant later = NOW.plusSeconds(1);
                    pump.accept(new ProcessEvent.MetricsSampled(Map.of(0, sample), later));
                    ticker.tick(later);
                });
        assertThat(cards(robot)).contains("10 MB").doesNotContain("77 MB");
        robot.interact(() -> ((CheckBox) children).fire());

        assertThat(cards(robot)).contains("77 MB");
        assertThat(robot.lookup("#metrics-hint").queryAs(Label.class).getText())
                .doesNotContain("Without child processes");
    }

    @Test
    void namesakesAreToldApartByTheirIds(FxRobot robot) {
        ProcessDescription second = SampleProcess.named(5, "api").build();
        robot.interact(() -> pump.accept(new ProcessEvent.ProcessAdded(second, NOW)));
        select(robot, api, second);

        assertThat(cards(robot)).contains("api (0)", "api (5)");
    }

    @Test
    void theLineOfTheProcessIsDrawnInItsColour(FxRobot robot) throws IOException {
        select(robot, api);

        WritableImage image = write(robot, "metrics-line");
        Color blue = Color.web("#0969da");
        int hits = 0;
        for (int x = 70; x < 640; x++) {
            for (int y = 50; y < 330; y++) {
                Color pixel = image.getPixelReader().getColor(x, y);
                boolean same =
                        Math.abs(pixel.getRed() - blue.getRed()) < 0.1
                                && Math.abs(pixel.getBlue() - blue.getBlue()) < 0.1;
                hits += same ? 1 : 0;
            }
        }
        assertThat(hits).isGreaterThan(100);
    }

    private WritableImage write(FxRobot robot, String name) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage[] image = new WritableImage[1];
        robot.interact(
                () -> {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    image[0] = scene.snapshot(null);
                });
        Screens.write(image[0], name);
        return image[0];
    }
}
