package dev.drover.app;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ExecOptions;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.project.Programs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Hands a notification to the system's own service, by a program that comes with it: {@code
 * notify-send} or {@code gdbus} on Linux, {@code osascript} on macOS. Blocks for a look at the
 * PATH; any thread but the FX thread.
 */
final class SystemNotifier {

    private static final Logger LOG = LoggerFactory.getLogger(SystemNotifier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, String> environment;
    private final String system;

    /**
     * @param environment the user's: PATH and the address of the session's bus
     * @param system {@code os.name}
     */
    SystemNotifier(Map<String, String> environment, String system) {
        this.environment = environment;
        this.system = system;
    }

    /** Completes with false when there is no such program, or it failed. */
    CompletableFuture<Boolean> show(String title, String text, boolean urgent) {
        Optional<List<String>> command = command(title, text, urgent);
        if (command.isEmpty()) {
            LOG.debug("No program for notifications is on the PATH.");
            return CompletableFuture.completedFuture(false);
        }
        SpawnOptions options = SpawnOptions.DEFAULT.withEnv(environment).withTimeout(PATIENCE);
        List<String> words = command.get();
        return ChildProcesses.execFile(
                        words.getFirst(),
                        words.subList(1, words.size()),
                        ExecOptions.DEFAULT.withSpawn(options))
                .result()
                .thenApply(_ -> true)
                .exceptionally(
                        failure -> {
                            LOG.warn("A notification could not be shown.", failure);
                            return false;
                        });
    }

    private Optional<List<String>> command(String title, String text, boolean urgent) {
        if (system.startsWith("Windows")) {
            return Optional.empty();
        }
        if (system.startsWith("Mac")) {
            return program("osascript").map(program -> appleScript(program, title, text));
        }
        return program("notify-send")
                .map(program -> notifySend(program, title, text, urgent))
                .or(() -> program("gdbus").map(program -> gdbus(program, title, text, urgent)));
    }

    private Optional<Path> program(String name) {
        return Programs.on(environment.getOrDefault("PATH", "")).find(name);
    }

    private static List<String> notifySend(
            Path program, String title, String text, boolean urgent) {
        return List.of(
                program.toString(),
                "--app-name=Drover",
                "--icon=drover",
                "--hint=string:desktop-entry:drover",
                "--urgency=" + (urgent ? "critical" : "normal"),
                "--",
                title,
                withoutMarkup(text));
    }

    private static List<String> gdbus(Path program, String title, String text, boolean urgent) {
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
        words.addAll(List.of(variant(title), variant(withoutMarkup(text)), "[]"));
        words.addAll(List.of("{'urgency': <byte %d>}".formatted(urgent ? 2 : 1), "-1"));
        return words;
    }

    private static List<String> appleScript(Path program, String title, String text) {
        // The words are arguments of the script, never a part of it.
        return List.of(
                program.toString(),
                "-e",
                "on run argv",
                "-e",
                "display notification (item 2 of argv) with title (item 1 of argv)",
                "-e",
                "end run",
                title,
                text);
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
