package dev.drover.supervisor.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Triggers;
import dev.drover.supervisor.EventListener;
import dev.drover.supervisor.Supervisor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RestartTriggersTest {

    private static final Cause ASKED = new Cause.ByUser("a test");
    private static final Duration DELAY = Duration.ofMillis(20);

    @TempDir Path folder;

    private final BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
    private volatile Triggers wanted = Triggers.NONE;
    private Supervisor supervisor;
    private RestartTriggers triggers;

    @BeforeEach
    void open() {
        supervisor = Supervisor.open(new Home(folder.resolve("home")), _ -> System.getenv());
        supervisor.subscribe(EventListener.ofChanges(events::add));
        triggers = RestartTriggers.of(supervisor, _ -> wanted);
    }

    @AfterEach
    void close() {
        triggers.close();
        supervisor.shutdown("test over", true).join();
    }

    private ProcessDescription start(Triggers how) {
        wanted = how;
        ProcessSpec spec =
                ProcessSpec.builder(folder.resolve("home"), "app", Path.of("/bin/sh"))
                        .args(List.of("-c", "exec sleep 600"))
                        .cwd(folder)
                        .build();
        return supervisor.start(spec, ASKED).join().getFirst();
    }

    private Triggers watching(Path path, String... ignored) {
        return new Triggers(List.of(path), List.of(ignored), DELAY, Optional.empty());
    }

    private void awaitLine(String start) throws InterruptedException {
        await(e -> e instanceof ProcessEvent.SupervisorLogged l && l.line().startsWith(start));
    }

    private void await(Predicate<ProcessEvent> wantedEvent) throws InterruptedException {
        while (!wantedEvent.test(events.take())) {
            // The next event may be the one.
        }
    }

    /** Waits until the entry runs again, because of this. */
    private void awaitRestart(Cause cause) throws InterruptedException {
        await(
                e ->
                        e instanceof ProcessEvent.ProcessOnline online
                                && online.process().startCause().equals(Optional.of(cause)));
    }

    @Test
    void changedFileRestarts() throws Exception {
        Path source = Files.createDirectories(folder.resolve("src/deep"));
        start(watching(folder.resolve("src")));
        awaitLine("[Watch] Start watching app");
        Files.writeString(source.resolve("main.js"), "1");
        awaitRestart(new Cause.FileChanged("src/deep/main.js"));
    }

    @Test
    void fileInANewFolderRestarts() throws Exception {
        Path source = Files.createDirectory(folder.resolve("src"));
        start(watching(source));
        awaitLine("[Watch] Start watching app");
        Path fresh = Files.createDirectory(source.resolve("new"));
        awaitRestart(new Cause.FileChanged("src/new"));
        Files.writeString(fresh.resolve("x"), "1");
        awaitRestart(new Cause.FileChanged("src/new/x"));
    }

    @Test
    void ignoredFilesDoNotRestart() throws Exception {
        Path source = Files.createDirectory(folder.resolve("src"));
        start(watching(source, "*.log"));
        awaitLine("[Watch] Start watching app");
        Files.writeString(source.resolve("a.log"), "1");
        Files.writeString(source.resolve(".swp"), "1");
        Files.writeString(source.resolve("b.js"), "1");
        // Events of one folder come in order: those before would have been the cause.
        awaitRestart(new Cause.FileChanged("src/b.js"));
    }

    @Test
    void onlyWhatMatchesAPatternCounts() throws Exception {
        Path source = Files.createDirectory(folder.resolve("src"));
        start(watching(folder.resolve("src/**/*.{js,ts}")));
        awaitLine("[Watch] Start watching app");
        Files.writeString(source.resolve("a.txt"), "1");
        Files.writeString(source.resolve("b.js"), "1");
        awaitRestart(new Cause.FileChanged("src/b.js"));
    }

    @Test
    void aFileThatCameWithItsFolderCounts() throws Exception {
        Path source = Files.createDirectory(folder.resolve("src"));
        Path apart = Files.createDirectories(folder.resolve("apart/new"));
        Files.writeString(apart.resolve("a.js"), "1");
        start(watching(folder.resolve("src/**/*.js")));
        awaitLine("[Watch] Start watching app");
        // At once: no event tells of the file.
        Files.move(apart, source.resolve("new"));
        awaitRestart(new Cause.FileChanged("src/new/a.js"));
    }

    @Test
    void aFolderThatIsNotThereKeepsNoOtherFromBeingWatched() throws Exception {
        Path source = Files.createDirectory(folder.resolve("src"));
        start(
                new Triggers(
                        List.of(folder.resolve("no/such"), source),
                        List.of(),
                        DELAY,
                        Optional.empty()));
        awaitLine(folder.resolve("no/such") + " is not there and not watched for app");
        awaitLine("[Watch] Start watching app");
        Files.writeString(source.resolve("a.js"), "1");
        awaitRestart(new Cause.FileChanged("src/a.js"));
    }

    @Test
    void onlyTheNamedFileCounts() throws Exception {
        Path named = Files.writeString(folder.resolve("named"), "0");
        start(watching(named));
        awaitLine("[Watch] Start watching app");
        Files.writeString(folder.resolve("other"), "1");
        Files.writeString(named, "1");
        awaitRestart(new Cause.FileChanged("named"));
    }

    @Test
    void watchOutlivesAStop() throws Exception {
        Path source = Files.createDirectory(folder.resolve("src"));
        int id = start(watching(source)).id();
        awaitLine("[Watch] Start watching app");
        supervisor.stop(id, ASKED).join();
        supervisor.start(id, ASKED).join();
        Files.writeString(source.resolve("x"), "1");
        awaitRestart(new Cause.FileChanged("src/x"));
    }

    @Test
    void changeRunsAnEndedProgramAgain() throws Exception {
        Path source = Files.createDirectory(folder.resolve("src"));
        wanted = watching(source);
        ProcessSpec once =
                ProcessSpec.builder(folder.resolve("home"), "app", Path.of("/bin/true"))
                        .cwd(folder)
                        .restart(RestartPolicy.DEFAULT.withAutorestart(false))
                        .build();
        supervisor.start(once, ASKED).join();
        awaitLine("[Watch] Start watching app");
        await(
                e ->
                        e instanceof ProcessEvent.ProcessChanged changed
                                && changed.process().lastExit().isPresent()
                                && changed.process().status() == ProcessStatus.STOPPED);
        Files.writeString(source.resolve("x"), "1");
        awaitRestart(new Cause.FileChanged("src/x"));
    }

    @Test
    void scheduleRestartsAlsoWhatIsStopped() throws Exception {
        String pattern = "* * * * * *";
        int id = start(new Triggers(List.of(), List.of(), DELAY, Optional.of(pattern))).id();
        awaitRestart(new Cause.Cron(pattern));
        supervisor.stop(id, ASKED).join();
        awaitRestart(new Cause.Cron(pattern));
    }

    @Test
    void deletedEntryIsNotFollowedAnyMore() throws Exception {
        int id = start(watching(folder)).id();
        awaitLine("[Watch] Start watching app");
        supervisor.delete(id, ASKED).join();
        awaitLine("[Watch] Stop watching app");
        assertThat(supervisor.list().join()).isEmpty();
    }

    @Test
    void wrongScheduleIsSaid() throws Exception {
        start(new Triggers(List.of(), List.of(), DELAY, Optional.of("now and then")));
        awaitLine("app is not restarted on time. The schedule \"now and then\"");
    }

    @Test
    void missingFolderIsSaid() throws Exception {
        start(watching(folder.resolve("a/b")));
        awaitLine("The files of app cannot be watched");
    }
}
