package dev.drover.ui.startprocess;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.NearTheRoot;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.SecretNames;
import dev.drover.ui.snapshot.Snapshots;

import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A definition is changed in its window, over a real supervisor with real children. */
@ExtendWith(WindowTest.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EditProcessUITest {

    private static final String SECRET = "s3cr3t-value";

    @TempDir private Path folder;

    @TempDir(factory = NearTheRoot.class)
    private Path near;

    private Home home;
    private Daemon daemon;
    private ProcessManager manager;
    private Stage owner;
    private Parent root;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        owner = stage;
        stage.show();
    }

    @BeforeEach
    void connect() throws Exception {
        home = new Home(near.resolve("h"));
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        manager = ProcessManagers.connect(home, "the test").get();
    }

    @AfterEach
    void end() throws Exception {
        Snapshots.onFx(
                () ->
                        List.copyOf(Window.getWindows()).stream()
                                .filter(window -> window != owner)
                                .forEach(Window::hide));
        manager.close();
        try (ProcessManager last = ProcessManagers.connect(home).get()) {
            last.killDaemon().get();
        }
        daemon.awaitEnd();
    }

    private ProcessDescription started(Map<String, String> more, int instances) throws Exception {
        Path script = Files.writeString(folder.resolve("my app.sh"), "exec sleep 1000\n");
        Map<String, String> env = new LinkedHashMap<>(environment());
        env.put("API_TOKEN", SECRET);
        env.put("LEVEL", "info");
        env.putAll(more);
        ProcessSpec spec =
                ProcessSpec.builder(home.root(), "api", script)
                        .interpreter("bash")
                        .args(List.of("--title", "My app"))
                        .instances(instances)
                        .env(env)
                        .build();
        return manager.start(spec).get().getFirst();
    }

    private Map<String, String> environment() {
        return Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString(), "LANG", "C");
    }

    private void open(ProcessDescription process, boolean canWait) throws Exception {
        open(process, canWait, FormPart.PROGRAM);
    }

    private void open(ProcessDescription process, boolean canWait, FormPart begin)
            throws Exception {
        List<ProcessDescription> siblings =
                manager.list().get().stream().filter(p -> p.id() != process.id()).toList();
        StartProcessContext context =
                new StartProcessContext(
                        home.root(),
                        environment(),
                        folder,
                        manager::start,
                        _ -> {},
                        _ -> {},
                        new NoChooser(),
                        Thread::startVirtualThread);
        Snapshots.onFx(
                () ->
                        new EditProcessDialog(context, manager::redefine)
                                .show(owner, new EditRequest(process, siblings, canWait, begin)));
        root =
                Window.getWindows().stream()
                        .filter(window -> window != owner && window.isShowing())
                        .map(window -> window.getScene().getRoot())
                        .findFirst()
                        .orElseThrow();
        until(() -> text("#line").contains("Change something"));
    }

    private static final class NoChooser implements PathChooser {
        @Override
        public Optional<Path> chooseFile(Window window, Path initial) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseFolder(Window window, Path initial) {
            return Optional.empty();
        }
    }

    @Test
    void theFormShowsWhatRunsAndNoDifference() throws Exception {
        open(started(Map.of(), 1), true);

        assertThat(field("#what").getText()).endsWith("/my app.sh");
        assertThat(field("#arguments").getText()).isEqualTo("--title 'My app'");
        assertThat(variables()).containsExactly("API_TOKEN", "LEVEL");
        assertThat(button("#saveAndRestart").isDisabled()).isTrue();
        assertThat(button("#save").isDisabled()).isTrue();
        assertThat(text("#nothing")).startsWith("Nothing yet");
    }

    @Test
    void theKeysGoWhereTheUserMeansToChangeIt() throws Exception {
        ProcessDescription process = started(Map.of(), 1);
        open(process, true, FormPart.ARGUMENTS);
        assertThat(field("#arguments").isFocused()).isTrue();
        Snapshots.onFx(() -> root.getScene().getWindow().hide());

        open(process, true, FormPart.ENVIRONMENT);
        Node focused = root.getScene().getFocusOwner();
        assertThat(focused).isInstanceOf(TextField.class);
        assertThat(((TextField) focused).getText()).isEqualTo("API_TOKEN");
        Bounds view = find("ScrollPane").localToScene(find("ScrollPane").getBoundsInLocal());
        assertThat(view.contains(focused.localToScene(focused.getBoundsInLocal()))).isTrue();
    }

    @Test
    void differencesAreSaidWithSecretsMaskedAndSaved() throws Exception {
        ProcessDescription before = started(Map.of(), 1);
        open(before, true);
        type("#maxRestarts", "3");
        value("LEVEL", "debug");
        value("API_TOKEN", "n3w-s3cr3t");
        until(() -> rows().size() == 3);

        assertThat(rows())
                .containsExactly(
                        List.of("max_restarts", "16", "3"),
                        List.of("env.API_TOKEN", SecretNames.MASK, SecretNames.MASK),
                        List.of("env.LEVEL", "info", "debug"));
        assertThat(text("#line"))
                .startsWith("API_TOKEN=")
                .contains("pm2 restart " + before.id(), "--max-restarts 3", "--update-env")
                .doesNotContain("n3w");
        Snapshots.takeBoth(root.getScene(), "edit");
        Snapshots.onFx(() -> ((CheckBox) find("#reveal")).setSelected(true));
        until(() -> rows().get(1).equals(List.of("env.API_TOKEN", SECRET, "n3w-s3cr3t")));

        fire("#saveAndRestart");
        ProcessDescription after = afterClosing();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.restarts()).isEqualTo(before.restarts() + 1);
        assertThat(after.spec().restart().maxRestarts()).isEqualTo(3);
        assertThat(after.spec().logs()).isEqualTo(before.spec().logs());
        assertThat(run(after)).contains("LEVEL=debug", "API_TOKEN=n3w-s3cr3t", "LANG=C");
    }

    @Test
    void aVariableIsTakenAwayAndPm2IsSaidNotToBeAbleToDoIt() throws Exception {
        open(started(Map.of(), 1), true);
        Snapshots.onFx(() -> remove("LEVEL").fire());
        until(() -> rows().equals(List.of(List.of("env.LEVEL", "info", "none"))));

        assertThat(text("#line")).startsWith("pm2 delete ").contains(" && pm2 start ");
        assertThat(find("#notInPlace").isVisible()).isTrue();

        fire("#saveAndRestart");
        assertThat(run(afterClosing())).noneMatch(variable -> variable.startsWith("LEVEL="));
    }

    @Test
    void savedForTheNextRestartTheRunGoesOn() throws Exception {
        ProcessDescription before = started(Map.of(), 1);
        open(before, true);
        value("LEVEL", "debug");
        until(() -> rows().size() == 1);

        fire("#save");
        ProcessDescription after = afterClosing();
        assertThat(after.pid()).isEqualTo(before.pid());
        assertThat(after.spec().env()).containsEntry("LEVEL", "debug");
        assertThat(run(after)).contains("LEVEL=info");
    }

    @Test
    void aPm2DaemonIsSaidToNeedARestart() throws Exception {
        open(started(Map.of(), 1), false);
        value("LEVEL", "debug");
        until(() -> rows().size() == 1);

        assertThat(button("#save").isDisabled()).isTrue();
        assertThat(button("#save").getAccessibleHelp()).contains("PM2 daemon");
        assertThat(button("#saveAndRestart").isDisabled()).isFalse();
    }

    @Test
    void everyInstanceGetsTheChangeAndKeepsItsOwnFiles() throws Exception {
        ProcessDescription first = started(Map.of(), 3);
        List<ProcessDescription> before = manager.list().get();
        open(first, true);
        assertThat(((CheckBox) find("#all")).getText()).contains("3");
        value("LEVEL", "debug");
        until(() -> rows().size() == 1);

        fire("#saveAndRestart");
        afterClosing();
        List<ProcessDescription> after = manager.list().get();
        assertThat(after).hasSize(3);
        for (int i = 0; i < after.size(); i++) {
            assertThat(run(after.get(i))).contains("LEVEL=debug");
            assertThat(after.get(i).pid()).isNotEqualTo(before.get(i).pid());
            assertThat(after.get(i).spec().logs()).isEqualTo(before.get(i).spec().logs());
        }
    }

    @Test
    void whatTheFieldsCannotShowStaysWhenItIsNotTouched() throws Exception {
        String odd = "first\nsecond\tthird\u0007";
        ProcessDescription before = started(Map.of("ODD", odd, "LONG", "x".repeat(100_000)), 1);
        open(before, true);
        assertThat(rows()).isEmpty();
        type("#name", "api -- \"quoted\" $(id) ü");
        until(() -> rows().size() == 1);

        fire("#saveAndRestart");
        ProcessDescription after = afterClosing();
        assertThat(after.name()).isEqualTo("api -- \"quoted\" $(id) ü");
        assertThat(after.spec().env()).containsEntry("ODD", odd);
        assertThat(after.spec().args()).isEqualTo(before.spec().args());
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAndNothingIsSaved() throws Exception {
        ProcessDescription before = started(Map.of(), 1);
        open(before, true);
        type("#folder", folder.resolve("nowhere").toString());
        type("#maxRestarts", "-1");
        value("LEVEL", "debug");
        until(() -> find("#folderProblem").isVisible() && find("#maxProblem").isVisible());

        assertThat(button("#saveAndRestart").isDisabled()).isTrue();
        assertThat(button("#save").isDisabled()).isTrue();
        assertThat(text("#nothing")).contains("wrong");
        assertThat(manager.list().get().getFirst().spec()).isEqualTo(before.spec());
    }

    @Test
    void anEntryThatIsGoneMeanwhileIsSaidAndTheFormStays() throws Exception {
        ProcessDescription before = started(Map.of(), 1);
        open(before, true);
        value("LEVEL", "debug");
        until(() -> rows().size() == 1);
        manager.delete(Target.all()).get();

        fire("#saveAndRestart");
        until(() -> find("#failure").isVisible());
        assertThat(text("#failure")).startsWith("Not saved: ");
        assertThat(button("#saveAndRestart").isDisabled()).isFalse();
    }

    @Test
    void aStoppedEntryIsSavedWithoutAStart() throws Exception {
        started(Map.of(), 1);
        manager.stop(Target.all()).get();
        open(manager.list().get().getFirst(), true);
        Snapshots.onFx(() -> ((ToggleButton) find("#onFailure")).fire());
        until(() -> rows().equals(List.of(List.of("stop_exit_codes", "none", "[0]"))));

        fire("#save");
        assertThat(afterClosing().status()).isEqualTo(ProcessStatus.STOPPED);
    }

    private List<String> run(ProcessDescription process) throws Exception {
        Path file = Path.of("/proc", Long.toString(process.pid().orElseThrow()), "environ");
        return List.of(Files.readString(file).split("\0"));
    }

    private ProcessDescription afterClosing() throws Exception {
        until(() -> !root.getScene().getWindow().isShowing());
        return manager.list().get().getFirst();
    }

    private List<List<String>> rows() {
        Map<Integer, Map<Integer, String>> found = new TreeMap<>();
        for (Node node : ((GridPane) find("#changes")).getChildren()) {
            if (node instanceof Label label && GridPane.getRowIndex(node) > 0) {
                found.computeIfAbsent(GridPane.getRowIndex(node), _ -> new TreeMap<>())
                        .put(GridPane.getColumnIndex(node), label.getText());
            }
        }
        return found.values().stream().map(row -> List.copyOf(row.values())).toList();
    }

    private List<String> variables() {
        return root.lookupAll(".env-key").stream().map(n -> ((TextField) n).getText()).toList();
    }

    private EnvRow row(String name) {
        return root.lookupAll(".env-key").stream()
                .filter(node -> ((TextField) node).getText().equals(name))
                .map(node -> (EnvRow) node.getParent())
                .findFirst()
                .orElseThrow();
    }

    private void value(String name, String value) {
        Snapshots.onFx(() -> row(name).fill(name, value));
    }

    private Button remove(String name) {
        return (Button) row(name).getChildren().getLast();
    }

    private void type(String id, String text) {
        Snapshots.onFx(() -> field(id).setText(text));
    }

    private void fire(String id) {
        Snapshots.onFx(() -> button(id).fire());
    }

    private static void until(BooleanSupplier condition) {
        Snapshots.until(condition);
    }

    private Node find(String id) {
        return Objects.requireNonNull(root.lookup(id), id);
    }

    private TextField field(String id) {
        return (TextField) find(id);
    }

    private Button button(String id) {
        return (Button) find(id);
    }

    private String text(String id) {
        return ((Label) find(id)).getText();
    }
}
