package dev.drover.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.domain.ProcessDescription;
import dev.drover.export.ExportFile;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;

import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@ExtendWith(WindowTest.class)
class ExportUITest {

    private static final Executor ASIDE = task -> Thread.ofVirtual().start(task);

    @TempDir private Path folder;

    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private Executor blocking = ASIDE;
    private Stage owner;
    private ExportDialog dialog;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        owner = stage;
        stage.show();
    }

    @AfterEach
    void close() {
        Snapshots.onFx(() -> List.copyOf(Window.getWindows()).reversed().forEach(Window::hide));
    }

    private void open(Set<Integer> chosen, ProcessDescription... processes) {
        ExportContext context =
                new ExportContext(
                        Map.of("HOME", folder.toString(), "LANG", "C"),
                        folder,
                        (_, from) -> Optional.of(from.resolve("chosen")),
                        surroundings,
                        task -> blocking.execute(task));
        Snapshots.onFx(
                () -> {
                    dialog = new ExportDialog(context);
                    dialog.show(owner, List.of(processes), chosen);
                });
        Snapshots.until(() -> !button("#write").isDisabled());
    }

    private static ProcessDescription process(int id, String name) {
        return SampleProcess.named(id, name)
                .in("shop")
                .env(Map.of("PORT", "3000", "API_TOKEN", "s3cr3t-value", "LANG", "C"))
                .build();
    }

    private static Stream<Parent> roots() {
        return Window.getWindows().stream()
                .map(Window::getScene)
                .filter(Objects::nonNull)
                .map(Scene::getRoot);
    }

    private Parent root() {
        return roots().filter(root -> root.getStyleClass().contains("export-dialog"))
                .findFirst()
                .orElseThrow();
    }

    private Node find(String selector) {
        return Objects.requireNonNull(root().lookup(selector), selector);
    }

    private Button button(String selector) {
        return (Button) find(selector);
    }

    private String text(String selector) {
        return ((Label) find(selector)).getText();
    }

    @SuppressWarnings("unchecked")
    private List<String> files() {
        return ((ListView<ExportFile>) find("#files"))
                .getItems().stream().map(ExportFile::name).toList();
    }

    @SuppressWarnings("unchecked")
    private List<NoteLine> notes() {
        return ((ListView<NoteLine>) find("#notes")).getItems();
    }

    private void choose(String target) {
        Snapshots.onFx(() -> ((RadioButton) find("#target-" + target)).fire());
        Snapshots.until(() -> !button("#write").isDisabled());
    }

    private void write() {
        Snapshots.onFx(() -> button("#write").fire());
    }

    private static Optional<DialogPane> question() {
        return roots().filter(DialogPane.class::isInstance).map(DialogPane.class::cast).findFirst();
    }

    @Test
    void everythingIsChosenAndSaidBeforeAnythingIsWritten() {
        open(Set.of(), process(0, "api"), process(1, "web"), process(2, "web"));
        assertThat(files())
                .containsExactly(
                        "shop-api.service",
                        "shop-api.env",
                        "shop-web@.service",
                        "shop-web.env",
                        "drover-shop.target");
        assertThat(((TextArea) find("#preview")).getText())
                .startsWith("[Unit]\n")
                .doesNotContain("s3cr3t");
        assertThat(notes()).extracting(NoteLine::services).contains(List.of("api", "web"));
        assertThat(notes()).extracting(NoteLine::sentence).doesNotHaveDuplicates();
        assertThat(((TextField) find("#folder")).getText())
                .isEqualTo(folder.resolve(".config/systemd/user").toString());
        assertThat(((CheckBox) find("#all")).isSelected()).isTrue();
        Snapshots.takeBoth(root().getScene(), "export-systemd");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void onlyTheSelectedAreChosen() {
        open(Set.of(1), process(0, "api"), process(1, "web"));
        assertThat(files())
                .containsExactly("shop-web.service", "shop-web.env", "drover-shop.target");
        assertThat(((CheckBox) find("#all")).isIndeterminate()).isTrue();
        Snapshots.onFx(() -> ((CheckBox) find("#all")).fire());
        Snapshots.until(() -> files().contains("shop-api.service"));
    }

    @Test
    void thoseThatAreCalledAlikeHaveTheirNamespace() {
        open(
                Set.of(),
                process(0, "api"),
                process(1, "web"),
                SampleProcess.named(2, "web").in("blog").build());

        assertThat(find("#services").lookupAll(".check-box"))
                .extracting(box -> ((CheckBox) box).getText())
                .containsExactlyInAnyOrder("api", "shop/web", "blog/web");
    }

    @Test
    void nothingChosenCannotBeWritten() {
        open(Set.of(), process(0, "api"));
        Snapshots.onFx(() -> ((CheckBox) find("#all")).fire());
        assertThat(button("#write").isDisabled()).isTrue();
        assertThat(text("#problem")).isEqualTo("Choose at least one process.");
    }

    @Test
    void everyTargetHasItsFilesAndItsFolder() {
        open(Set.of(), process(0, "api"));
        choose("COMPOSE");
        assertThat(files()).containsExactly("compose.yaml", "api.env");
        assertThat(((TextField) find("#folder")).getText()).isEqualTo("/srv/api");
        Snapshots.takeBoth(root().getScene(), "export-compose");
        choose("KUBERNETES");
        assertThat(files()).containsExactly("api.yaml", "api-secrets.yaml");
        choose("LAUNCHD");
        assertThat(files()).containsExactly("dev.drover.shop.api.plist", "dev.drover.shop.api.env");
    }

    @Test
    void secretsAreWrittenOnlyWhenAskedForAndForTheOwnerOnly() throws IOException {
        open(Set.of(), process(0, "api"));
        write();
        Snapshots.until(() -> find("#next").isVisible());
        Path env = folder.resolve(".config/systemd/user/shop-api.env");
        assertThat(env).content().isEqualTo("# API_TOKEN=\n");
        assertThat(Files.getPosixFilePermissions(env)).hasSize(2);
        assertThat(text("#nextCommand"))
                .isEqualTo(
                        "systemctl --user daemon-reload"
                                + " && systemctl --user enable --now drover-shop.target");

        Snapshots.onFx(() -> ((CheckBox) find("#secrets")).fire());
        Snapshots.until(() -> !button("#write").isDisabled());
        write();
        Snapshots.until(() -> question().isPresent());
        assertThat(env).content().doesNotContain("s3cr3t");
        answer("Replace (1)");
        Snapshots.until(() -> find("#next").isVisible());
        assertThat(env).content().isEqualTo("API_TOKEN=\"s3cr3t-value\"\n");
    }

    private void answer(String verb) {
        Snapshots.onFx(
                () -> {
                    DialogPane pane = question().orElseThrow();
                    ButtonType type =
                            pane.getButtonTypes().stream()
                                    .filter(one -> one.getText().equals(verb))
                                    .findFirst()
                                    .orElseThrow();
                    ((Button) pane.lookupButton(type)).fire();
                });
    }

    @Test
    void secretsThatTheUserHasFilledInStay() throws IOException {
        Path units = Files.createDirectories(folder.resolve(".config/systemd/user"));
        Path env = Files.writeString(units.resolve("shop-api.env"), "API_TOKEN=mine\n");
        open(Set.of(), process(0, "api"));
        write();
        Snapshots.until(() -> find("#next").isVisible());
        assertThat(env).content().isEqualTo("API_TOKEN=mine\n");
        assertThat(units.resolve("shop-api.service")).exists();
    }

    @Test
    void aFileThatIsDifferentIsKeptWhenTheUserSaysNo() throws IOException {
        Path units = Files.createDirectories(folder.resolve(".config/systemd/user"));
        Path mine = Files.writeString(units.resolve("shop-api.service"), "mine\n");
        open(Set.of(), process(0, "api"));
        write();
        Snapshots.until(() -> question().isPresent());
        answer("Cancel");
        Snapshots.until(() -> question().isEmpty());
        assertThat(mine).content().isEqualTo("mine\n");
        assertThat(units.resolve("shop-api.env")).doesNotExist();
        assertThat(button("#write").isDisabled()).isFalse();
    }

    @Test
    void writingShowsItsProgressAndCanBeStopped() {
        ProcessDescription[] many =
                IntStream.range(0, 40)
                        .mapToObj(i -> process(i, "s" + i))
                        .toArray(ProcessDescription[]::new);
        open(Set.of(), many);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean looked = new AtomicBoolean();
        // First comes the look at the folder, then the writing.
        blocking =
                task ->
                        ASIDE.execute(
                                () -> {
                                    if (looked.compareAndSet(false, true)) {
                                        task.run();
                                        return;
                                    }
                                    try {
                                        go.await();
                                    } catch (InterruptedException e) {
                                        throw new AssertionError(e);
                                    }
                                    task.run();
                                });
        write();
        Snapshots.until(() -> find("#progress").isVisible());
        assertThat(text("#status")).isEqualTo("Writing: 0 of 81");
        assertThat(((VBox) find("#services")).isDisabled()).isTrue();
        assertThat(button("#cancel").getText()).isEqualTo("Stop writing");
        Snapshots.onFx(() -> button("#cancel").fire());
        go.countDown();
        Snapshots.until(() -> !find("#progress").isVisible());
        assertThat(text("#status")).startsWith("Stopped: 0 of 81 files");
        assertThat(find("#next").isVisible()).isFalse();
        assertThat(button("#cancel").getText()).isEqualTo("Close");
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        open(Set.of(), process(0, "api"));
        Snapshots.onFx(() -> ((TextField) find("#folder")).setText(file + "/below"));
        Snapshots.until(() -> !button("#write").isDisabled());
        write();
        Snapshots.until(() -> find("#problem").isVisible());
        assertThat(text("#problem")).startsWith("Not everything was written: ");
    }

    @Test
    void aFolderThatIsNoPathIsSaid() {
        open(Set.of(), process(0, "api"));
        Snapshots.onFx(() -> ((TextField) find("#folder")).setText("relative"));
        Snapshots.until(() -> find("#problem").isVisible());
        assertThat(text("#problem")).isEqualTo("Type the whole path of a folder.");
        assertThat(button("#write").isDisabled()).isTrue();
    }

    @Test
    void aFileIsCopied() {
        open(Set.of(), process(0, "api"));
        Snapshots.onFx(() -> button("#copy").fire());
        assertThat(surroundings.desktop.getFirst()).startsWith("copy [Unit]\nDescription=api\n");
    }
}
