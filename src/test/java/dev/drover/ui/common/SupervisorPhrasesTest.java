package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.Stdio;
import dev.drover.childprocess.child.SpawnFailure;
import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.supervisor.restart.RestartDecider;
import dev.drover.supervisor.restart.RestartHistory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the supervisor says is understood where it is made: its own words go in here. */
class SupervisorPhrasesTest {

    private final Locale before = Locale.getDefault();

    @TempDir private Path folder;

    @BeforeEach
    void speaksRussian() {
        Locale.setDefault(Locale.of("ru"));
    }

    @AfterEach
    void givesTheLanguageBack() {
        Locale.setDefault(before);
    }

    private String failure(String file, Path cwd, String code, Stdio... stdio) {
        SpawnFailure failure =
                new SpawnFailure(file, List.of(), Optional.of(cwd), "/bin", List.of(stdio));
        return SupervisorPhrases.of(String.valueOf(failure.because(code, 2, "").getMessage()));
    }

    @Test
    void failedStartsAreTranslatedWithTheirReasons() throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "#!/no/such\n");
        assertThat(failure("/x", folder, "ENOENT"))
                .isEqualTo(
                        "Не удаётся запустить «/x» в папке «%s»: программа не существует (ENOENT)."
                                .formatted(folder));
        List<String> others =
                List.of(
                        failure("x", folder, "ENOENT"),
                        failure("x", folder, "EACCES"),
                        failure(folder.toString(), folder, "EACCES"),
                        failure(script.toString(), folder, "EACCES"),
                        failure(script.toString(), folder, "ENOENT"),
                        failure("/x", folder.resolve("none"), "ENOENT"),
                        failure("/x", script, "ENOTDIR"),
                        failure("/x/y", folder, "ENOTDIR"),
                        failure(
                                "x",
                                folder,
                                "ENOENT",
                                new Stdio.AppendTo(folder.resolve("a/b.log"))),
                        failure("x", folder, "EISDIR", new Stdio.AppendTo(folder)));
        assertThat(others).allSatisfy(said -> assertThat(said).doesNotContain("the ", " not "));
    }

    @Test
    void decisionsAreTranslatedWithTheEndsTheyNameAndTheTimes() {
        RestartDecider.Exit end =
                new RestartDecider.Exit(
                        new ExitStatus.Signaled(Signal.SIGQUIT, true), Duration.ofMillis(2));
        RestartPolicy policy = RestartPolicy.DEFAULT;
        String said =
                SupervisorPhrases.of(
                        RestartDecider.decide(policy, RestartHistory.EMPTY, end)
                                .decision()
                                .sentence());
        assertThat(said)
                .isEqualTo(
                        "Завершение: сигнал SIGQUIT (%s), дамп памяти записан (короткий запуск 1"
                                        .formatted(ExitText.meaning(Signal.SIGQUIT))
                                + " из %d); перезапущен сразу.".formatted(policy.maxRestarts()));
        assertThat(
                        SupervisorPhrases.of(
                                "Given up after 16 runs shorter than 100 ms; it ended with exit"
                                        + " code 1."))
                .contains("16", "100 мс", "код выхода 1");
        Cause stop = new Cause.ByUser("Drover's window");
        assertThat(SupervisorPhrases.of("Stopped: " + stop.sentence() + "."))
                .isEqualTo("Остановлен: по запросу: окно Drover.");
    }

    @Test
    void causesAreSaidAsTheSupervisorSaysThemAndInEachLanguage() {
        List<Cause> causes =
                List.of(
                        new Cause.ByUser("a kill command"),
                        new Cause.Crash(new ExitStatus.Exited(3)),
                        new Cause.MemoryLimit(3 << 20, 2 << 20),
                        new Cause.FileChanged("a b"),
                        new Cause.Cron("0 4 * * *"),
                        new Cause.Restored(),
                        new Cause.Adopted(),
                        new Cause.OwnExit(),
                        new Cause.PortTaken(80, "pid 7 (x), which is not one of ours"),
                        new Cause.Shutdown());
        for (Cause cause : causes) {
            assertThat(CauseText.of(cause)).doesNotContain("%").isNotEqualTo(cause.sentence());
            assertThat(SupervisorPhrases.of(cause.sentence())).isEqualTo(CauseText.of(cause));
        }
        Locale.setDefault(Locale.ENGLISH);
        assertThat(causes)
                .allSatisfy(cause -> assertThat(CauseText.of(cause)).isEqualTo(cause.sentence()));
    }

    @Test
    void whatNobodyKnowsStaysAsItIs() {
        assertThat(SupervisorPhrases.of("100 % new words")).isEqualTo("100 % new words");
        assertThat(SupervisorPhrases.of("")).isEmpty();
    }
}
