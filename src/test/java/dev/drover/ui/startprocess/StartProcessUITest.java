package dev.drover.ui.startprocess;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Processes;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.SampleProcess;

import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

@ExtendWith(WindowTest.class)
class StartProcessUITest {

    @TempDir private Path folder;

    private final List<ProcessSpec> requested = new ArrayList<>();
    private final List<ProcessDescription> started = new ArrayList<>();
    private final List<Path> openedFiles = new ArrayList<>();
    private CompletableFuture<List<ProcessDescription>> answer = new CompletableFuture<>();
    private Executor blocking = Runnable::run;
    private Stage owner;
    private StartProcessDialog dialog;
    private Parent root;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        owner = stage;
        stage.show();
    }

    @BeforeEach
    void open() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String program : List.of("bash", "python3", "node")) {
            Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(folder.resolve("report.py"), "print(1)\n");
        StartProcessContext context =
                new StartProcessContext(
                        folder.resolve("home"),
                        Map.of("PATH", bin.toString(), "HOME", folder.toString()),
                        folder,
                        spec -> {
                            requested.add(spec);
                            answer = new CompletableFuture<>();
                            return answer;
                        },
                        started::addAll,
                        openedFiles::add,
                        new PathChooser() {
                            @Override
                            public Optional<Path> chooseFile(Window window, Path initial) {
                                return Optional.of(initial.resolve("report.py"));
                            }

                            @Override
                            public Optional<Path> chooseFolder(Window window, Path initial) {
                                return Optional.empty();
                            }
                        },
                        task -> blocking.execute(task));
        Snapshots.onFx(
                () -> {
                    dialog = new StartProcessDialog(context);
                    dialog.show(owner);
                });
        root = dialogRoot();
    }

    @AfterEach
    void close() {
        Snapshots.onFx(() -> dialog.hide());
    }

    @Test
    void the_form_does_not_wait_for_the_file_system() {
        List<Runnable> waiting = new ArrayList<>();
        blocking = waiting::add;
        type("#folder", "/no/such/folder");
        assertThat(find("#folderProblem").isVisible()).isFalse();

        type("#folder", folder.toString());
        type("#what", "nosuchprogram");
        // The answers come in any order; the newest counts.
        List<Runnable> late = List.copyOf(waiting.reversed());
        Snapshots.onFx(() -> late.forEach(Runnable::run));
        assertThat(find("#folderProblem").isVisible()).isFalse();
        assertThat(find("#whatProblem").isVisible()).isTrue();
    }

    @Test
    void an_empty_form_complains_about_nothing_yet() {
        Snapshots.takeBoth(root.getScene(), "start-empty");

        assertThat(find("#whatProblem").isVisible()).isFalse();
    }

    @Test
    void a_browsed_script_fills_name_and_preview_and_starts() {
        Snapshots.onFx(() -> button("#browseScript").fire());
        type("#arguments", "--port 3000 --title 'My daily report'");
        type("#delay", "1000");
        addVariable("REPORT_TOKEN", "s3cr3t-value");
        addVariable("LOCALE", "de_DE.UTF-8");
        Snapshots.onFx(() -> ((CheckBox) find("#backoff")).setSelected(true));
        assertThat(field("#name").getText()).isEqualTo("report");
        assertThat(text("#drawing")).startsWith("1 s, 1.5 s, 2.25 s … gives up after 16");
        assertThat(text("#line")).contains("REPORT_TOKEN=").doesNotContain("s3cr3t");
        Snapshots.takeBoth(root.getScene(), "start-filled");

        Snapshots.onFx(() -> button("#start").fire());
        answer.complete(List.of(Processes.online(7, "report", false)));
        Snapshots.until(() -> !started.isEmpty());

        ProcessSpec spec = requested.getFirst();
        assertThat(spec.interpreter()).isEqualTo("python3");
        assertThat(spec.args()).containsExactly("--port", "3000", "--title", "My daily report");
        assertThat(spec.env()).containsEntry("REPORT_TOKEN", "s3cr3t-value").containsKey("PATH");
        assertThat(root.getScene().getWindow().isShowing()).isFalse();
    }

    @Test
    void a_copy_has_everything_but_the_name_and_the_files_of_the_name() {
        ProcessSpec original =
                ProcessSpec.builder(folder.resolve("home"), "api", folder.resolve("report.py"))
                        .interpreter("python3")
                        .args(List.of("--port", "3000"))
                        .cwd(folder)
                        .env(Map.of("PATH", "/bin", "REPORT_TOKEN", "s3cr3t-value"))
                        .extra(Map.of("cron_restart", "0 3 * * *"))
                        .build();
        type("#what", "what an open form had");
        Snapshots.onFx(() -> dialog.showCopy(owner, original, Set.of("api", "api-2")));
        root = dialogRoot();
        Snapshots.onFx(() -> button("#start").fire());

        assertThat(requested.getFirst())
                .isEqualTo(
                        original.toBuilder()
                                .name("api-3")
                                .logs(
                                        original.logs()
                                                .withFiles(
                                                        folder.resolve("home/logs/api-3-out.log"),
                                                        folder.resolve("home/logs/api-3-error.log"),
                                                        Optional.empty()))
                                .pidFile(folder.resolve("home/pids/api-3.pid"))
                                .build());
    }

    @Test
    void entries_of_an_ecosystem_file_are_copied_without_what_is_inherited_and_secrets() {
        ProcessDescription api =
                SampleProcess.named(0, "api")
                        .env(
                                Map.of(
                                        "HOME", folder.toString(),
                                        "LEVEL", "info",
                                        "SHLVL", "7",
                                        "PM2_USAGE", "CLI",
                                        "api", "{}",
                                        "API_TOKEN", "s3cret"))
                        .build();
        ProcessDescription worker = SampleProcess.named(1, "worker").build();
        Snapshots.onFx(() -> dialog.copyEntries(List.of(api, worker)));

        AtomicReference<String> copied = new AtomicReference<>("");
        Snapshots.onFx(() -> copied.set(Clipboard.getSystemClipboard().getString()));
        assertThat(copied.get())
                .contains("\"name\": \"api\"", "},\n{", "\"name\": \"worker\"")
                .contains("\"LEVEL\": \"info\"", "\"API_TOKEN\": ")
                .doesNotContain("s3cret", "HOME", "SHLVL", "PM2_USAGE", "{}");
    }

    @Test
    void what_the_folder_defines_fills_the_form_and_says_where_it_came_from() throws IOException {
        Path project = Files.createDirectories(folder.resolve("shop/.vscode")).getParent();
        Files.writeString(
                project.resolve("ecosystem.json"),
                "{\"apps\": [{\"name\": \"api\", \"script\": \"../report.py\","
                        + " \"cron_restart\": \"0 3 * * *\", \"env\": {\"DB_TOKEN\": \"x\"}}]}");
        Files.writeString(project.resolve("ecosystem.config.js"), "module.exports = {}");
        Files.writeString(
                project.resolve(".vscode/tasks.json"),
                "{\"tasks\": [{\"label\": \"a\", \"type\": \"shell\", \"command\": \"x y\"},"
                        + "{\"label\": \"b\", \"type\": \"shell\", \"command\": \"${file}\"}]}");
        type("#folder", project.toString());
        Snapshots.pulses(3);

        assertThat(foundEntries()).extracting(Button::getText).containsExactly("api", "a");
        assertThat(foundEntries().getFirst().getAccessibleText())
                .isEqualTo("api from ecosystem.json");
        Snapshots.onFx(() -> foundEntries().getFirst().fire());
        Snapshots.pulses(3);
        Snapshots.takeBoth(root.getScene(), "start-found");
        assertThat(field("#name").getText()).isEqualTo("api");
        assertThat(text("#line")).contains("DB_TOKEN=").doesNotContain("DB_TOKEN=x");
        type("#name", "api-2");
        Snapshots.onFx(() -> button("#start").fire());

        ProcessSpec spec = requested.getFirst();
        assertThat(spec.script()).isEqualTo(folder.resolve("report.py"));
        assertThat(spec.extra()).containsEntry("cron_restart", "0 3 * * *");
        assertThat(spec.logs().out().toString()).endsWith("/api-2-out.log");
        assertThat(spec.env()).containsEntry("DB_TOKEN", "x");
    }

    @Test
    void a_folder_that_is_typed_is_looked_through_and_left_again() throws IOException {
        Path project = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(project.resolve("ecosystem.json"), "{\"script\": \"../report.py\"}");
        type("#what", project.toString());
        Snapshots.pulses(3);
        assertThat(foundEntries()).extracting(Button::getText).containsExactly("report");

        type("#what", folder.resolve("bin/node").toString());
        Snapshots.pulses(3);
        assertThat(field("#folder").getText()).isEqualTo(folder.toString());
    }

    @Test
    void a_definition_that_is_a_program_is_opened_where_one_is_asked_for_trust()
            throws IOException {
        Path file = Files.writeString(folder.resolve("ecosystem.config.js"), "");
        type("#folder", folder + "/");
        Snapshots.pulses(3);
        Snapshots.onFx(() -> ((Button) root.lookup(".found-open")).fire());

        assertThat(openedFiles).containsExactly(file);
    }

    private List<Button> foundEntries() {
        return root.lookupAll(".found-entry").stream().map(Button.class::cast).toList();
    }

    @Test
    void a_command_with_blanks_says_that_it_runs_in_a_shell() {
        type("#what", "python3 -m http.server 8000");

        assertThat(text("#whatNote")).contains("bash -c");
        assertThat(text("#runs")).endsWith("bash -c 'python3 -m http.server 8000'");
        Snapshots.takeBoth(root.getScene(), "start-shell");
    }

    @Test
    void every_problem_stands_beside_its_field_and_nothing_is_started() {
        type("#what", "no-such-program");
        type("#arguments", "--title \"open");
        type("#name", "");
        type("#delay", "soon");
        addVariable("A=B", "1");
        Snapshots.onFx(() -> button("#start").fire());

        assertThat(requested).isEmpty();
        assertThat(text("#argumentsProblem")).isEqualTo("A \" quote is opened, but not closed.");
        assertThat(text("#envProblem")).startsWith("The name A=B has a =");
        assertThat(text("#nameProblem")).startsWith("A name is needed");
        assertThat(text("#delayProblem")).startsWith("“soon” is no whole number");
        type("#arguments", "");
        assertThat(text("#whatProblem")).startsWith("no-such-program was found neither in");
        Snapshots.takeBoth(root.getScene(), "start-problems");
    }

    @Test
    void a_refused_start_shows_the_reason_and_keeps_what_was_typed() {
        type("#what", "python3 -V");
        Snapshots.onFx(() -> button("#start").fire());
        answer.completeExceptionally(new IllegalStateException("the supervisor is going down."));
        Snapshots.until(() -> !text("#failure").isEmpty());

        assertThat(text("#failure")).isEqualTo("Not started: the supervisor is going down.");
        assertThat(field("#what").getText()).isEqualTo("python3 -V");
        assertThat(button("#start").isDisabled()).isFalse();
        Snapshots.takeBoth(root.getScene(), "start-refused");
    }

    @Test
    void never_restarting_hides_the_delays() {
        Snapshots.onFx(() -> ((ToggleButton) find("#never")).setSelected(true));

        assertThat(find("#restartDetails").isVisible()).isFalse();
    }

    private void addVariable(String key, String value) {
        Snapshots.onFx(
                () -> {
                    button("#addVariable").fire();
                    Node row = ((Parent) find("#envRows")).getChildrenUnmodifiable().getLast();
                    ((TextField) row.lookup(".env-key")).setText(key);
                    ((TextField) row.lookup(".env-value")).setText(value);
                });
    }

    private void type(String id, String text) {
        Snapshots.onFx(() -> field(id).setText(text));
    }

    private Parent dialogRoot() {
        return Window.getWindows().stream()
                .map(Window::getScene)
                .filter(scene -> scene != null && scene.getRoot().lookup("#envRows") != null)
                .map(Scene::getRoot)
                .findFirst()
                .orElseThrow();
    }

    private Node find(String id) {
        return Objects.requireNonNull(root.lookup(id), id);
    }

    private Button button(String id) {
        return (Button) find(id);
    }

    private TextField field(String id) {
        return (TextField) find(id);
    }

    private String text(String id) {
        return ((Label) find(id)).getText();
    }
}
