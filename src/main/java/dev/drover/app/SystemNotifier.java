package dev.drover.app;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ExecOptions;
import dev.drover.childprocess.Execution;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.domain.Signal;
import dev.drover.project.Programs;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Hands a notification to the system's own service, by a program that comes with it: {@code
 * notify-send} or {@code gdbus} on Linux, {@code osascript} on macOS. A {@code notify-send} that
 * can (since 0.7.10) stays as long as its notification does and says when that is clicked: the
 * service of some desktops tells only the sender, and takes away what nobody on the bus sent.
 * Blocks for a look at the PATH; any thread but the FX thread.
 */
final class SystemNotifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SystemNotifier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Each costs a waiting program; whoever left more than these unread clicks the newest. */
    private static final int MAX_WAITING = 6;

    private final Map<String, String> environment;
    private final String system;
    private final Deque<ChildProcess> waiting = new ArrayDeque<>();
    private @Nullable CompletableFuture<Boolean> tellsClicks;

    /**
     * What is shown.
     *
     * @param urgent whether it stays until it is read
     * @param look on the button of what a click leads to
     * @param clicked done then, on any thread
     */
    record Notification(String title, String text, boolean urgent, String look, Runnable clicked) {}

    /**
     * @param environment the user's: PATH and the address of the session's bus
     * @param system {@code os.name}
     */
    SystemNotifier(Map<String, String> environment, String system) {
        this.environment = environment;
        this.system = system;
    }

    /**
     * Completes with false when there is no such program, or it failed; with true when the
     * notification was handed over, or is gone again where clicks are told.
     */
    CompletableFuture<Boolean> show(Notification shown) {
        Optional<Path> notifySend =
                system.startsWith("Linux") ? program("notify-send") : Optional.empty();
        if (notifySend.isPresent()) {
            List<String> plain = notifySend(notifySend.get(), shown);
            return tellsClicks(notifySend.get())
                    .thenCompose(tells -> tells ? await(plain, shown) : run(plain));
        }
        Optional<List<String>> command = command(shown);
        if (command.isEmpty()) {
            LOG.debug("No program for notifications is on the PATH.");
            return CompletableFuture.completedFuture(false);
        }
        return run(command.get());
    }

    /** Nobody waits for clicks any more. */
    @Override
    public synchronized void close() {
        waiting.forEach(SystemNotifier::giveUp);
        waiting.clear();
    }

    private synchronized CompletableFuture<Boolean> tellsClicks(Path notifySend) {
        if (tellsClicks == null) {
            tellsClicks =
                    start(List.of(notifySend.toString(), "--help"), Optional.of(PATIENCE))
                            .result()
                            .thenApply(help -> help.stdout().toString().contains("--action="))
                            .exceptionally(_ -> false);
        }
        return tellsClicks;
    }

    private CompletableFuture<Boolean> run(List<String> command) {
        return start(command, Optional.of(PATIENCE))
                .result()
                .thenApply(_ -> true)
                .exceptionally(SystemNotifier::tellFailure);
    }

    private CompletableFuture<Boolean> await(List<String> plain, Notification shown) {
        List<String> words = new ArrayList<>(plain);
        words.addAll(
                1, List.of("--action=default=" + shown.look(), "--action=look=" + shown.look()));
        Execution execution = start(words, Optional.empty());
        execution.child().ifPresent(this::keep);
        return execution
                .result()
                .thenApply(
                        result -> {
                            if (!result.stdout().toString().isBlank()) {
                                shown.clicked().run();
                            }
                            return true;
                        })
                .exceptionally(SystemNotifier::tellFailure)
                .whenComplete((_, _) -> execution.child().ifPresent(this::forget));
    }

    private synchronized void keep(ChildProcess child) {
        waiting.add(child);
        if (waiting.size() > MAX_WAITING) {
            giveUp(waiting.remove());
        }
    }

    private synchronized void forget(ChildProcess child) {
        waiting.remove(child);
    }

    /** Asked in a gentler way it would take the notification with it. */
    private static void giveUp(ChildProcess child) {
        child.kill(Signal.SIGKILL);
    }

    private Execution start(List<String> words, Optional<Duration> patience) {
        SpawnOptions plain = SpawnOptions.DEFAULT.withEnv(environment);
        SpawnOptions options = patience.map(plain::withTimeout).orElse(plain);
        return ChildProcesses.execFile(
                words.getFirst(),
                words.subList(1, words.size()),
                ExecOptions.DEFAULT.withSpawn(options));
    }

    private static boolean tellFailure(Throwable failure) {
        LOG.warn("A notification could not be shown, or nobody waits for its click.", failure);
        return false;
    }

    private Optional<List<String>> command(Notification shown) {
        if (system.startsWith("Windows")) {
            return Optional.empty();
        }
        return system.startsWith("Mac")
                ? program("osascript").map(program -> appleScript(program, shown))
                : program("gdbus").map(program -> gdbus(program, shown));
    }

    private Optional<Path> program(String name) {
        return Programs.on(environment.getOrDefault("PATH", "")).find(name);
    }

    private static List<String> notifySend(Path program, Notification shown) {
        return List.of(
                program.toString(),
                "--app-name=Drover",
                "--icon=drover",
                "--hint=string:desktop-entry:drover",
                "--urgency=" + (shown.urgent() ? "critical" : "normal"),
                "--",
                shown.title(),
                withoutMarkup(shown.text()));
    }

    private static List<String> gdbus(Path program, Notification shown) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "call",
                                "--session",
                                "--dest=org.freedesktop.Notifications",
                                "--object-path=/org/freedesktop/Notifications",
                                "--method=org.freedesktop.Notifications.Notify",
                                "--"));
        words.addAll(List.of(variant("Drover"), "0", variant("drover")));
        words.addAll(List.of(variant(shown.title()), variant(withoutMarkup(shown.text())), "[]"));
        words.addAll(List.of("{'urgency': <byte %d>}".formatted(shown.urgent() ? 2 : 1), "-1"));
        return words;
    }

    private static List<String> appleScript(Path program, Notification shown) {
        // The words are arguments of the script, never a part of it.
        return List.of(
                program.toString(),
                "-e",
                "on run argv",
                "-e",
                "display notification (item 2 of argv) with title (item 1 of argv)",
                "-e",
                "end run",
                shown.title(),
                shown.text());
    }

    /** The body of a notification may hold markup; a name of a service must not. */
    private static String withoutMarkup(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A string of GVariant's text format. */
    private static String variant(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
