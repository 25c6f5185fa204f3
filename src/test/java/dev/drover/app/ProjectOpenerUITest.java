package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.project.TrustedFolders;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.testing.RecordingSurroundings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Opening definition files: who is asked, what is run, what is started. Needs Node. */
@ExtendWith(WindowTest.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ProjectOpenerUITest {

    @TempDir Path folder;
    private TrustedFolders trusted;
    private final RecordingSurroundings user = new RecordingSurroundings();
    private final BlockingQueue<List<ProcessSpec>> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();

    @BeforeEach
    void prepare() throws IOException {
        trusted = new TrustedFolders(folder.resolve("state/trusted.json"));
        Files.writeString(folder.resolve("api.js"), "");
        Files.writeString(
                folder.resolve("ecosystem.config.js"),
                """
                require('fs').writeFileSync(__dirname + '/ran', '');
                module.exports = [{ script: 'api.js' }, { script: 'api.js', name: 'b' }];
                """);
    }

    private void open(FxRobot robot, String file, Prompts prompts) {
        ProjectOpener opener =
                new ProjectOpener(
                        new Home(folder.resolve("h")),
                        Map.of("PATH", System.getenv("PATH")),
                        trusted,
                        new ProjectOpener.Talk(
                                user, prompts, ViewLoader.texts(ProjectOpener.class)),
                        started::add,
                        Runnable::run);
        robot.interact(() -> opener.open(folder.resolve(file)));
    }

    /** A user who does not agree. */
    private final class Refusing implements Prompts {
        @Override
        public void confirm(Question question, Runnable yes) {
            refusals.add(question.title());
        }

        @Override
        public void choose(
                Question question, List<Choice> choices, Consumer<List<Integer>> answer) {
            refusals.add(question.title());
        }

        @Override
        public void pick(Question question, List<String> choices, Consumer<Integer> answer) {
            refusals.add(question.title());
        }

        @Override
        public void askNumber(Question question, Range range, IntConsumer answer) {
            refusals.add(question.title());
        }

        @Override
        public void askLine(Question question, Consumer<String> answer) {
            refusals.add(question.title());
        }
    }

    @Test
    void programIsRunOnlyAfterTheUserTrustsItsFolder(FxRobot robot) throws Exception {
        open(robot, "ecosystem.config.js", new Refusing());
        assertThat(refusals.take()).isEqualTo("Trust this folder?");
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(trusted.contains(folder)).isFalse();

        open(robot, "ecosystem.config.js", user);
        assertThat(started.take()).extracting(ProcessSpec::name).containsExactly("api", "b");
        assertThat(folder.resolve("ran")).exists();
    }

    @Test
    void whatWillBeRunIsShownAndTrustIsRemembered(FxRobot robot) throws Exception {
        open(robot, "ecosystem.config.js", user);
        started.take();
        assertThat(user.questions.getFirst().detail())
                .contains("node " + folder.resolve("ecosystem.config.js"));
        user.questions.clear();
        open(robot, "ecosystem.config.js", user);
        started.take();
        assertThat(user.questions)
                .extracting(Prompts.Question::title)
                .containsExactly("Start what ecosystem.config.js defines?");
    }

    @Test
    void dataFileNeedsNoTrust(FxRobot robot) throws Exception {
        Files.writeString(folder.resolve("eco.yaml"), "script: api.js\n");
        open(robot, "eco.yaml", user);
        assertThat(started.take()).extracting(ProcessSpec::name).containsExactly("api");
        assertThat(user.questions).hasSize(1);
    }

    @Test
    void whereItWillRunIsSaidAsTheFileMeansIt(FxRobot robot) throws Exception {
        Path tasks = folder.resolve(".vscode/tasks.json");
        Files.createDirectories(tasks.getParent());
        Files.writeString(
                tasks,
                """
                { "tasks": [ { "label": "serve", "type": "shell", "command": "sleep 1000" } ] }
                """);
        open(robot, ".vscode/tasks.json", user);
        started.take();
        Files.writeString(
                folder.resolve("two.yaml"),
                """
                apps:
                  - { script: api.js }
                  - { script: %s/api.js, name: b, cwd: / }
                """
                        .formatted(folder));
        open(robot, "two.yaml", user);
        started.take();

        assertThat(user.questions)
                .extracting(Prompts.Question::detail)
                .containsExactly(
                        "They run in %s.".formatted(folder),
                        "They run in 2 folders, as the file says.");
    }

    @Test
    void anEnvironmentOfTheFileIsChosen(FxRobot robot) throws Exception {
        Files.writeString(
                folder.resolve("eco.yaml"),
                """
                script: api.js
                env: { LEVEL: low }
                env_production: { LEVEL: high }
                """);
        open(robot, "eco.yaml", user);

        assertThat(started.take().getFirst().env()).containsEntry("LEVEL", "high");
        assertThat(user.questions)
                .extracting(Prompts.Question::title)
                .containsExactly(
                        "With which variables of eco.yaml?", "Start what eco.yaml defines?");
    }

    @Test
    void nothingIsStartedFromAFileWithErrors(FxRobot robot) throws Exception {
        Files.writeString(folder.resolve("eco.yaml"), "script: api.js\nintances: 2\n");
        open(robot, "eco.yaml", user);
        robot.interact(() -> {});
        assertThat(user.notices)
                .containsExactly(
                        "Nothing was started from eco.yaml:\n"
                                + "line 2: there is no option \"intances\"; did you mean"
                                + " \"instances\"?");
        assertThat(started).isEmpty();
    }

    /** Notices of which only the work is looked at. */
    private static final class Workplace implements Notices {

        private final BlockingQueue<Runnable> cancels = new LinkedBlockingQueue<>();
        private final CountDownLatch done = new CountDownLatch(1);

        @Override
        public void info(String sentence) {}

        @Override
        public void error(String sentence) {
            throw new AssertionError(sentence);
        }

        @Override
        public Working working(String sentence, Runnable cancel) {
            cancels.add(cancel);
            return done::countDown;
        }
    }

    @Test
    void aFileThatTakesForeverCanBeGivenUp(FxRobot robot) throws Exception {
        Path pipe = folder.resolve("pid");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path file =
                Files.writeString(
                        folder.resolve("slow.config.js"),
                        """
                        require('fs').writeFileSync(__dirname + '/pid', String(process.pid));
                        for (;;);
                        """);
        trusted.add(folder);
        Workplace workplace = new Workplace();
        ProjectOpener opener =
                new ProjectOpener(
                        new Home(folder.resolve("h")),
                        Map.of("PATH", System.getenv("PATH")),
                        trusted,
                        new ProjectOpener.Talk(
                                workplace, user, ViewLoader.texts(ProjectOpener.class)),
                        started::add,
                        task -> Thread.ofVirtual().start(task));
        robot.interact(() -> opener.open(file));
        long pid = Long.parseLong(Files.readString(pipe).strip());
        CompletableFuture<ProcessHandle> end =
                ProcessHandle.of(pid)
                        .map(ProcessHandle::onExit)
                        .orElse(CompletableFuture.completedFuture(null));
        Runnable cancel = workplace.cancels.poll(30, TimeUnit.SECONDS);
        robot.interact(cancel::run);
        assertThat(workplace.done.await(30, TimeUnit.SECONDS)).isTrue();
        end.get(30, TimeUnit.SECONDS);
        assertThat(user.questions).isEmpty();
        assertThat(started).isEmpty();
    }

    @Test
    void whatAComposeFileDoesNotGiveIsSaid(FxRobot robot) throws Exception {
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services: {api: {command: node api.js}, db: {image: postgres}}");
        open(robot, "compose.yaml", user);
        assertThat(started.poll(30, TimeUnit.SECONDS))
                .extracting(ProcessSpec::name)
                .containsExactly("api");
        assertThat(user.questions.getLast().detail())
                .contains("Not taken over:\nline 1: “db” runs what is in the image postgres");
    }
}
