package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.testing.TemporaryFolders;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.testing.RecordingSurroundings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The hint that the list is not saved, over a real supervisor. */
@ExtendWith(WindowTest.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SavedListUITest {

    private final Looks looks = new Looks();
    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private final AppActions actions = new AppActions();
    private Path folder;
    private Home home;
    private Daemon daemon;
    private ProcessManager manager;

    /** Looks when the test says so. */
    private static final class Looks extends ScheduledThreadPoolExecutor {

        private Runnable look = () -> {};

        Looks() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable task, long first, long delay, TimeUnit unit) {
            look = task;
            return schedule(() -> {}, 0, unit);
        }
    }

    @BeforeEach
    void open() throws Exception {
        folder = TemporaryFolders.create();
        home = new Home(folder.resolve("h"));
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        manager = ProcessManagers.connect(home, "the test").get();
        SavedList saved =
                new SavedList(
                        home,
                        () -> manager.list().join(),
                        () -> CompletableFuture.completedFuture(manager),
                        surroundings,
                        ViewLoader.texts(SavedList.class));
        onFx(() -> saved.attach(actions, looks));
    }

    @AfterEach
    void close() throws Exception {
        looks.shutdownNow();
        manager.killDaemon().get();
        manager.close();
        daemon.awaitEnd();
        TemporaryFolders.delete(folder);
    }

    private static void onFx(Runnable task) throws Exception {
        CompletableFuture.runAsync(task, FxThread.EXECUTOR).get();
    }

    private void start(String name) throws Exception {
        ProcessSpec spec =
                ProcessSpec.builder(home.root(), name, Path.of("/bin/sleep"))
                        .args(List.of("1000"))
                        .env(Map.of("PATH", "/usr/bin:/bin", "API_TOKEN", "x", "name", "odd"))
                        .build();
        manager.start(spec).get();
    }

    private boolean isSaved() throws Exception {
        looks.look.run();
        onFx(() -> {});
        return actions.isOn(AppAction.SAVE_LIST).get();
    }

    @Test
    void nobodyIsRemindedWhoNeverSavedAList() throws Exception {
        start("api");
        assertThat(isSaved()).isTrue();
    }

    @Test
    void aListThatDiffersFromTheSavedOneIsSaidUntilItIsSaved() throws Exception {
        start("api");
        manager.dump().get();
        assertThat(isSaved()).isTrue();

        start("mail");
        assertThat(isSaved()).isFalse();

        onFx(() -> actions.run(AppAction.SAVE_LIST));
        Pulses.await("it is saved", () -> actions.isOn(AppAction.SAVE_LIST).get());
        assertThat(isSaved()).isTrue();
        assertThat(Files.readString(home.dump())).contains("mail");

        manager.delete(Target.name("api")).get();
        assertThat(isSaved()).isFalse();
    }

    @Test
    void aRestartChangesNothingAndADamagedFileCountsAsAnotherList() throws Exception {
        start("api");
        manager.dump().get();
        manager.restart(Target.all()).get();
        assertThat(isSaved()).isTrue();

        Files.writeString(home.dump(), "[{");
        assertThat(isSaved()).isFalse();
    }
}
