package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Notifications through a program on the PATH, of real services; and the start at log-in. */
@ExtendWith(WindowTest.class)
@EnabledOnOs(OS.LINUX)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class BackgroundUITest {

    private final Patience scheduler = new Patience();
    private final BlockingQueue<ProcessEvent> seen = new LinkedBlockingQueue<>();
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private final AppActions actions = new AppActions();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final BlockingQueue<String> come = new LinkedBlockingQueue<>();
    private Path folder;
    private Path told;
    private Home home;
    private Daemon daemon;
    private ProcessManager manager;
    private Background background;

    @BeforeEach
    void open() throws Exception {
        folder = TemporaryFolders.create();
        told = folder.resolve("told");
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path notifySend = programs.resolve("notify-send");
        Files.writeString(
                notifySend,
                """
                #!/bin/sh
                cd '%s'
                if [ "$1" = --help ]; then cat help; exit; fi
                for a in "$@"; do printf '%%s|' "$a"; done >> told
                echo >> told
                case "$1" in --action=*) read answer < clicks; echo "$answer" ;; esac
                """
                        .formatted(folder));
        Files.writeString(folder.resolve("help"), "  -u, --urgency=LEVEL");
        Files.setPosixFilePermissions(notifySend, PosixFilePermissions.fromString("rwx------"));
        home = new Home(folder.resolve("h"));
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        manager = ProcessManagers.connect(home, "the test").get();
        background =
                new Background(
                        new Background.Place(
                                Map.of(
                                        "PATH", programs + ":/usr/bin:/bin",
                                        "HOME", folder.toString(),
                                        "XDG_CONFIG_HOME", folder.resolve("config").toString()),
                                home,
                                folder.resolve("state")),
                        new Background.Threads(scheduler, blocking),
                        surroundings,
                        ViewLoader.texts(Background.class),
                        new Background.Front(
                                () -> come.add("raised"), process -> come.add("why " + process)),
                        watched::get);
        FxThread.EXECUTOR.execute(() -> background.attach(actions));
        manager.launchBus()
                .get()
                .onEvent(
                        event -> {
                            background.accept(event);
                            seen.add(event);
                        });
    }

    /** Time passes when the test says so. */
    private static final class Patience extends ScheduledThreadPoolExecutor {

        private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

        Patience() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            waiting.add(task);
            return super.schedule(() -> {}, 0, unit);
        }

        /** What waits for its time is done; waits until something does. */
        void elapse() throws InterruptedException {
            waiting.take().run();
        }
    }

    /** The ends of these services have come to the one who tells of them. */
    private void awaitEnds(String... names) throws Exception {
        Set<String> left = new HashSet<>(List.of(names));
        await(
                event -> {
                    if (event instanceof ProcessEvent.ProcessExited(var process, var _, var _)) {
                        left.remove(process.name());
                    }
                    return left.isEmpty();
                });
    }

    private void await(Predicate<ProcessEvent> wanted) throws Exception {
        ProcessEvent event = seen.take();
        while (!wanted.test(event)) {
            event = seen.take();
        }
    }

    @AfterEach
    void close() throws Exception {
        background.close();
        manager.killDaemon().get();
        manager.close();
        daemon.awaitEnd();
        scheduler.shutdownNow();
        blocking.shutdown();
        TemporaryFolders.delete(folder);
    }

    private void start(String name, String command, RestartPolicy policy) throws Exception {
        ProcessSpec spec =
                ProcessSpec.builder(home.root(), name, Path.of("/bin/sh"))
                        .args(List.of("-c", command))
                        .env(Map.of("PATH", "/usr/bin:/bin"))
                        .restart(policy)
                        .build();
        manager.start(spec).get();
    }

    private String awaitTold() {
        Pulses.await("a notification", () -> !read().isEmpty());
        return read();
    }

    private String read() {
        try {
            String text = Files.exists(told) ? Files.readString(told) : "";
            return text.endsWith("\n") ? text : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RestartPolicy once() {
        return RestartPolicy.DEFAULT.withAutorestart(false);
    }

    @Test
    void aServiceThatDiesForGoodIsOneNotification() throws Exception {
        start("<api>", "exit 3", once());
        scheduler.elapse();
        assertThat(awaitTold())
                .isEqualTo(
                        "--app-name=Drover|--icon=drover|--hint=string:desktop-entry:drover|--urgency=normal|--|<api>|ended"
                            + " with exit code 3 and is not started again.|\n");
    }

    @Test
    void aBurstIsFolded() throws Exception {
        start("a", "exit 1", once());
        start("b", "exit 1", once());
        start("c", "exit 1", once());
        awaitEnds("a", "b", "c");
        scheduler.elapse();
        assertThat(awaitTold()).endsWith("|3 processes stopped|a, b, c|\n").hasLineCount(1);
    }

    @Test
    void whatEndsWellOrIsStoppedByTheUserIsNotTold() throws Exception {
        start("well", "exit 0", once());
        start("asked", "exec sleep 1000", once());
        manager.stop(Target.name("asked")).get();
        start("died", "exit 9", once());
        scheduler.elapse();
        assertThat(awaitTold()).contains("|died|").doesNotContain("well").doesNotContain("asked");
    }

    @Test
    void aServiceThatWasGivenUpIsUrgent() throws Exception {
        start("loop", "exit 1", RestartPolicy.DEFAULT);
        await(event -> event instanceof ProcessEvent.RestartLimitReached);
        scheduler.elapse();
        assertThat(awaitTold())
                .contains("--urgency=critical|--|loop|gave up: it ended with exit code 1 again")
                .hasLineCount(1);
    }

    @Test
    void nothingIsToldWhileTheUserLooksOrWhenItIsSwitchedOff() throws Exception {
        watched.set(true);
        start("seen", "exit 1", once());
        elapseAndDecide();
        watched.set(false);
        FxThread.EXECUTOR.execute(() -> actions.run(AppAction.TOGGLE_NOTIFICATIONS));
        Pulses.await("it is kept", () -> Files.exists(folder.resolve("state/notifications-off")));
        start("off", "exit 1", once());
        elapseAndDecide();
        FxThread.EXECUTOR.execute(() -> actions.run(AppAction.TOGGLE_NOTIFICATIONS));
        start("told", "exit 1", once());
        scheduler.elapse();
        assertThat(awaitTold()).contains("|told|").hasLineCount(1);
    }

    @Test
    void whatIsToBeLookedAtIsToldInTheWindowAndByTheSystem() {
        FxThread.EXECUTOR.execute(() -> background.tell("api", "order 7 failed", () -> {}));
        assertThat(awaitTold()).endsWith("|--|api|order 7 failed|\n").hasLineCount(1);
        assertThat(surroundings.notices).containsExactly("api: order 7 failed");
    }

    private void letItTellClicks() throws Exception {
        Files.writeString(folder.resolve("help"), "  -A, --action=[NAME=]Text...");
        Path clicks = folder.resolve("clicks");
        new ProcessBuilder("mkfifo", clicks.toString()).start().waitFor();
    }

    private void click(String answer) throws IOException {
        Files.writeString(folder.resolve("clicks"), answer + "\n");
    }

    @Test
    void aClickOnADeathComesToItsReason() throws Exception {
        letItTellClicks();
        start("fine", "exec sleep 1000", once());
        start("api", "exit 3", once());
        scheduler.elapse();
        assertThat(awaitTold()).startsWith("--action=default=Why?|--action=look=Why?|--app-name=");
        click("default");
        assertThat(come.take()).isEqualTo("raised");
        assertThat(come.take()).isEqualTo("why 1");
    }

    @Test
    void aClickOnALineComesToIt() throws Exception {
        letItTellClicks();
        FxThread.EXECUTOR.execute(() -> background.tell("api", "order 7", () -> come.add("line")));
        assertThat(awaitTold()).startsWith("--action=default=Show line|");
        click("look");
        assertThat(come.take()).isEqualTo("raised");
        assertThat(come.take()).isEqualTo("line");
    }

    @Test
    void aNotificationThatIsPutAwayLeadsNowhere() throws Exception {
        letItTellClicks();
        FxThread.EXECUTOR.execute(() -> background.tell("a", "put away", () -> come.add("a")));
        assertThat(awaitTold()).contains("|put away|");
        click("");
        Files.delete(told);
        FxThread.EXECUTOR.execute(() -> background.tell("b", "clicked", () -> come.add("b")));
        assertThat(awaitTold()).contains("|clicked|");
        click("default");
        assertThat(come.take()).isEqualTo("raised");
        assertThat(come.take()).isEqualTo("b");
    }

    /** Whether it is told is decided on the FX thread. */
    private void elapseAndDecide() throws Exception {
        scheduler.elapse();
        CompletableFuture.runAsync(() -> {}, FxThread.EXECUTOR).get();
    }

    @Test
    void startAtLoginIsAFileOfTheDesktop() {
        Path file = folder.resolve("config/autostart/drover.desktop");
        Pulses.await(
                "it can be switched", () -> !actions.isMissing(AppAction.START_AT_LOGIN).get());
        FxThread.EXECUTOR.execute(() -> actions.run(AppAction.START_AT_LOGIN));
        Pulses.await("the file is there", () -> Files.exists(file));
        assertThat(file)
                .content()
                .startsWith("[Desktop Entry]\nType=Application\nName=Drover\nExec=")
                .contains("/bin/java")
                .endsWith("\nX-GNOME-Autostart-enabled=true\n");
    }

    @Test
    void theFileOfTheDesktopIsQuotedAndRemoved() throws Exception {
        LoginStart start =
                new LoginStart(
                        Map.of("HOME", folder.toString(), "XDG_CONFIG_HOME", "relative"),
                        List.of("/opt/my drover/bin/drover", "--home", "/tmp/100%$x"));
        start.set(true);
        assertThat(folder.resolve(".config/autostart/drover.desktop"))
                .content()
                .contains("Exec=\"/opt/my drover/bin/drover\" --home \"/tmp/100%%\\\\$x\"\n");
        assertThat(start.isOn()).isTrue();
        start.set(false);
        assertThat(start.isOn()).isFalse();
    }
}
