package dev.drover.ui.palette;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessStatus;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is found, in which order, and which command it becomes: a manager in memory writes the
 * commands down. What they do is tested in {@code ProcessActionsUITest}.
 */
@ExtendWith(WindowTest.class)
@Timeout(180)
class PaletteUITest {

    private final ProcessListModel model = new ProcessListModel();
    private final InMemoryManager manager = new InMemoryManager(Set.of("drover:runs"));
    private final AppActions app = new AppActions();
    private final List<Integer> gone = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private ProcessActions actions;
    private Palette palette;
    private Button behind;

    @Start
    void show(Stage stage) {
        new Themes(Theme.LIGHT);
        actions =
                new ProcessActions(
                        new SimpleObjectProperty<>(new ConnectionState.Connected(manager)),
                        model,
                        new RecordingSurroundings().all());
        palette = new Palette(actions, app, model, gone::add, Memory.untilClosed());
        app.on(AppAction.PALETTE, palette::toggle)
                .on(AppAction.ABOUT, () -> done.add("about"))
                .on(AppAction.TRY_DEMO, () -> done.add("demo"))
                .on(AppAction.TOGGLE_NOTIFICATIONS, () -> done.add("notifications"))
                .on(AppAction.LANGUAGE_RUSSIAN, () -> done.add("russian"))
                .on(AppAction.LANGUAGE_CHINESE, () -> done.add("chinese"))
                .on(AppAction.LANGUAGE_ENGLISH, () -> done.add("english"))
                .on(AppAction.LINE_ALERTS, () -> done.add("alerts"));
        behind = new Button("behind");
        behind.setOnAction(_ -> done.add("behind"));
        stage.setScene(new Scene(new StackPane(behind, palette.root()), 900, 600));
        Themes.addTo(stage.getScene());
        stage.show();
        model.replaceAll(
                List.of(
                        SampleProcess.named(0, "api").in("shop").build(),
                        SampleProcess.named(1, "worker").is(ProcessStatus.STOPPED).build()),
                NOW);
        actions.select(List.of(model.rows().getFirst()));
        behind.requestFocus();
    }

    @Test
    void typingFindsACommandAndEnterDoesIt(FxRobot robot) {
        open(robot);
        robot.write("tr dmo");
        assertThat(titles().getFirst()).isEqualTo("Try the demo");
        robot.type(KeyCode.ENTER);

        assertThat(done).containsExactly("demo");
        assertThat(palette.root().isVisible()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "russian, russian",
        "русский, russian",
        "chinese, chinese",
        "中文, chinese",
        "english, english"
    })
    void aLanguageIsFoundByItsEnglishAndItsOwnName(String typed, String found, FxRobot robot) {
        open(robot);
        robot.interact(() -> field(robot).setText(typed));
        robot.type(KeyCode.ENTER);

        assertThat(done).containsExactly(found);
    }

    @Test
    void theFocusGoesBackWhereItWas(FxRobot robot) {
        open(robot);
        assertThat(field(robot).isFocused()).isTrue();
        robot.type(KeyCode.ESCAPE);

        assertThat(palette.root().isVisible()).isFalse();
        assertThat(behind.isFocused()).isTrue();
    }

    @Test
    void whatCannotBeUsedSaysWhyAndDoesNothing(FxRobot robot) {
        open(robot);
        robot.write("start");
        PaletteEntry start = entry("START");
        assertThat(start.reason()).contains("api is running");
        robot.interact(() -> list().getSelectionModel().select(start));
        robot.type(KeyCode.ENTER);

        assertThat(manager.requests).isEmpty();
        assertThat(palette.root().isVisible()).isTrue();
    }

    @Test
    void theWordsFollowTheSelection(FxRobot robot) {
        robot.interact(() -> actions.select(model.rows()));
        open(robot);

        assertThat(entry("RESTART").title()).isEqualTo("Restart 2 processes");
        assertThat(entry("RESTART").detail()).isEmpty();
        assertThat(entry("START").detail()).isEqualTo("worker");
    }

    @Test
    void goesToAProcess(FxRobot robot) {
        open(robot);
        robot.write("go work");
        robot.type(KeyCode.ENTER);

        assertThat(gone).containsExactly(1);
    }

    @Test
    void sendsASignal(FxRobot robot) {
        open(robot);
        robot.write("sigusr2");
        robot.type(KeyCode.ENTER);

        assertThat(manager.requests).containsExactly("signal 0 SIGUSR2");
    }

    @Test
    void lettersScatteredOverTheMeaningOfASignalDoNotFindIt(FxRobot robot) {
        open(robot);
        robot.write("alert");
        robot.type(KeyCode.ENTER);

        assertThat(manager.requests).isEmpty();
        assertThat(done).containsExactly("alerts");
    }

    @Test
    void aSignalIsNotFoundByLettersThatAreLeftOut(FxRobot robot) {
        open(robot);
        robot.write("sgkl");

        assertThat(titles()).noneMatch(title -> title.startsWith("Send SIG"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elete", "dlt", "top", "stp", "estart", "rstrt", "ill", "emov"})
    void whatEndsAProgramIsFoundByTheBeginningsOfItsWordsOnly(String typed, FxRobot robot) {
        open(robot);
        robot.write(typed);

        assertThat(list().getItems())
                .extracting(PaletteEntry::id)
                .doesNotContain("STOP", "RESTART", "KILL_TREE", "DELETE", "QUIT_AND_STOP");
    }

    @ParameterizedTest
    @CsvSource({"del, DELETE", "list, DELETE", "remo, DELETE", "st, STOP", "rest, RESTART"})
    void theBeginningOfAWordFindsWhatEndsAProgram(String typed, String id, FxRobot robot) {
        open(robot);
        robot.write(typed);

        assertThat(list().getItems()).extracting(PaletteEntry::id).contains(id);
    }

    @Test
    void chineseHasNoSpacesBetweenItsWords() {
        PaletteEntry delete =
                new PaletteEntry(
                        "DELETE",
                        "从列表中删除…",
                        "",
                        "",
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        () -> {});

        assertThat(FuzzyMatch.score(delete, "删除")).isPresent();
        assertThat(FuzzyMatch.score(delete, "删表")).isEmpty();
    }

    @Test
    void theMeaningOfASignalFindsItByItsWords(FxRobot robot) {
        open(robot);
        robot.write("configuration");

        assertThat(titles()).contains("Send SIGHUP");
    }

    @Test
    void aLanguageIsFoundByTheWordLanguage(FxRobot robot) {
        open(robot);
        robot.write("language");
        robot.type(KeyCode.ENTER);

        assertThat(done).containsExactly("english");
    }

    @Test
    void whatWasUsedLastComesFirst(FxRobot robot) {
        open(robot);
        robot.write("about");
        robot.type(KeyCode.ENTER);
        open(robot);
        robot.write("demo");
        robot.type(KeyCode.ENTER);
        open(robot);

        assertThat(done).containsExactly("about", "demo");
        assertThat(list().getItems())
                .extracting(PaletteEntry::id)
                .startsWith("TRY_DEMO", "ABOUT", "SHOW_LOG");
    }

    @Test
    void arrowsGoRoundAndTheFieldSaysWhatIsChosen(FxRobot robot) {
        open(robot);
        robot.write("about");
        robot.type(KeyCode.UP);
        assertThat(list().getSelectionModel().getSelectedIndex())
                .isEqualTo(list().getItems().size() - 1);
        robot.type(KeyCode.DOWN);

        assertThat(list().getSelectionModel().getSelectedIndex()).isZero();
        assertThat(field(robot).getAccessibleText()).isEqualTo("Command palette: About Drover");
    }

    @Test
    void aClickDoesIt(FxRobot robot) {
        open(robot);
        robot.write("about");
        ListCell<?> cell =
                robot.lookup("#palette-list .list-cell").queryAllAs(ListCell.class).stream()
                        .filter(one -> !one.isEmpty())
                        .findFirst()
                        .orElseThrow();
        robot.clickOn(cell);

        assertThat(done).containsExactly("about");
    }

    @Test
    void nothingFoundIsSaid(FxRobot robot) {
        open(robot);
        robot.write("qqqqzz");
        robot.type(KeyCode.ENTER);

        assertThat(list().getItems()).isEmpty();
        assertThat(robot.lookup(".nothing").query().isVisible()).isTrue();
    }

    @Test
    void aKeyOfTheWindowBehindIsNotHeard(FxRobot robot) {
        robot.interact(
                () ->
                        palette.root()
                                .getScene()
                                .getAccelerators()
                                .put(KeyCombination.valueOf("F9"), () -> done.add("F9")));
        open(robot);
        robot.type(KeyCode.F9);
        assertThat(done).isEmpty();

        robot.type(KeyCode.ESCAPE);
        robot.type(KeyCode.F9);
        assertThat(done).containsExactly("F9");
    }

    private void open(FxRobot robot) {
        robot.interact(() -> app.run(AppAction.PALETTE));
        assertThat(palette.root().isVisible()).isTrue();
    }

    private static TextField field(FxRobot robot) {
        return robot.lookup("#palette-field").queryAs(TextField.class);
    }

    @SuppressWarnings("unchecked")
    private ListView<PaletteEntry> list() {
        return (ListView<PaletteEntry>) palette.root().lookup("#palette-list");
    }

    private PaletteEntry entry(String id) {
        return list().getItems().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> titles() {
        return list().getItems().stream().map(PaletteEntry::title).toList();
    }
}
