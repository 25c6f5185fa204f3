package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunChange;
import dev.drover.domain.RunChanges;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What has changed between two runs of a real child, as a client is told. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RunChangesTest extends OwnDaemon {

    private static final String ONE = "1".repeat(40);
    private static final String TWO = "2".repeat(40);

    @TempDir private Path folder;

    @BeforeEach
    void makeProject() throws IOException {
        Files.createDirectories(folder.resolve(".git/refs/heads"));
        checkOut("main", ONE);
    }

    private void checkOut(String branch, String commit) throws IOException {
        Files.writeString(folder.resolve(".git/refs/heads").resolve(branch), commit + "\n");
        Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/" + branch + "\n");
    }

    private void started() throws Exception {
        manager.start(
                        ProcessSpec.builder(home.root(), "api", Path.of("/bin/sh"))
                                .args(List.of("-c", "exec sleep 1000"))
                                .env(Map.of("PATH", "/usr/bin:/bin", "OLD", "1", "SECRET", "one"))
                                .cwd(folder)
                                .build())
                .get();
        // Answered after what the run was begun with has been noted.
        manager.changes(0, 1, 1).get();
    }

    private void redefined(UnaryOperator<ProcessSpec.Builder> change) throws Exception {
        ProcessDescription now = manager.list().get().getFirst();
        manager.redefine(now, change.apply(now.spec().toBuilder()).build(), TakesEffect.NOW).get();
    }

    private RunChanges changes() throws Exception {
        return manager.changes(0, 1, 2).get();
    }

    @Test
    void definitionEnvironmentAndWhatIsCheckedOutAreTold() throws Exception {
        started();
        checkOut("fix", TWO);
        redefined(
                spec ->
                        spec.args(List.of("-c", "exec sleep 2000"))
                                .env(Map.of("PATH", "/usr/bin:/bin", "NEW", "1", "SECRET", "two")));

        RunChanges changes = changes();
        assertThat(changes.setupKnown()).isTrue();
        assertThat(changes.changes())
                .containsExactlyInAnyOrder(
                        new RunChange.CheckedOut(head("main", ONE), head("fix", TWO)),
                        new RunChange.Option("args", "-c exec sleep 1000", "-c exec sleep 2000"),
                        new RunChange.Variable("NEW", RunChange.Variable.Kind.ADDED),
                        new RunChange.Variable("OLD", RunChange.Variable.Kind.REMOVED),
                        new RunChange.Variable("SECRET", RunChange.Variable.Kind.CHANGED));
        assertThat(Files.readString(home.runSetups())).doesNotContain("\"two\"");
    }

    private static RunChange.Head head(String branch, String commit) {
        return new RunChange.Head(Optional.of(branch), Optional.of(commit));
    }

    @Test
    void aFileThatWasWrittenBetweenTheRunsIsNamed() throws Exception {
        started();
        Files.createDirectories(folder.resolve("src"));
        Path file = Files.writeString(folder.resolve("src/server.js"), "changed");
        // The system's own clock for files may be a tick behind.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        manager.restart(Target.id(0)).get();

        assertThat(changes())
                .isEqualTo(
                        new RunChanges(
                                true,
                                List.of(new RunChange.Files(List.of("src/server.js"), 1, true))));
    }

    @Test
    void whereNothingHasChangedNothingIsTold() throws Exception {
        started();
        manager.restart(Target.id(0)).get();

        assertThat(changes()).isEqualTo(new RunChanges(true, List.of()));
    }

    @Test
    void anotherFileInTheProgramsPlaceIsSeen() throws Exception {
        Path program = folder.resolve("tool");
        Files.copy(Path.of("/bin/sleep"), program);
        started();
        redefined(spec -> spec.script(program).args(List.of("1000")));
        manager.changes(0, 2, 2).get();
        Files.delete(program);
        Files.copy(Path.of("/bin/sleep"), program);
        manager.restart(Target.id(0)).get();

        assertThat(manager.changes(0, 2, 3).get().changes())
                .containsExactly(
                        new RunChange.Program(
                                program.toRealPath().toString(), program.toRealPath().toString()));
    }

    @Test
    void theNextSupervisorKnowsWhatTheOneBeforeHasNoted() throws Exception {
        started();
        manager.close();
        daemon.close();
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        manager = ProcessManagers.connect(home, "the test").get();
        redefined(spec -> spec.env(Map.of("PATH", "/usr/bin:/bin", "SECRET", "one")));

        assertThat(changes())
                .isEqualTo(
                        new RunChanges(
                                true,
                                List.of(
                                        new RunChange.Variable(
                                                "OLD", RunChange.Variable.Kind.REMOVED))));
    }

    @Test
    void whatCouldNotBeNotedIsNotedWithTheNextRun() throws Exception {
        Files.createDirectory(home.runSetups());
        started();
        assertThat(manager.changes(0, 1, 1).get().setupKnown()).isFalse();
        Files.delete(home.runSetups());
        manager.restart(Target.id(0)).get();

        assertThat(manager.changes(0, 2, 2).get()).isEqualTo(new RunChanges(true, List.of()));
    }

    @Test
    void aRunThatIsNotKeptIsRefusedByItsNumber() throws Exception {
        started();

        assertThatThrownBy(() -> manager.changes(0, 1, 7).get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("Run 7 is not among the runs that are kept.");
    }
}
