package dev.drover.app;

import dev.drover.childprocess.SpawnOptions;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a terminal in a folder, with the variables of a service: the one that TERMINAL names, else
 * the first that is there. All of those take their own folder for that of the shell.
 */
final class TerminalLauncher {

    /** First what people have chosen for their system, then what desktops bring along. */
    private static final List<String> KNOWN =
            List.of(
                    "xdg-terminal-exec",
                    "x-terminal-emulator",
                    "gnome-terminal",
                    "kgx",
                    "ptyxis",
                    "konsole",
                    "xfce4-terminal",
                    "mate-terminal",
                    "tilix",
                    "kitty",
                    "alacritty",
                    "foot",
                    "wezterm",
                    "ghostty",
                    "xterm");

    /** They say where the user's session is now, and not when the service was started. */
    private static final Set<String> OF_THE_SESSION =
            Set.of(
                    "DISPLAY",
                    "WAYLAND_DISPLAY",
                    "XAUTHORITY",
                    "DBUS_SESSION_BUS_ADDRESS",
                    "TERM",
                    "TERMINAL",
                    "COLORTERM");

    private final Map<String, String> environment;

    /**
     * @param environment the user's
     */
    TerminalLauncher(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Opens one. Blocks for the exec.
     *
     * @param variables of the service
     * @return false when no terminal is known to be there
     * @throws UncheckedIOException when it cannot be started
     */
    boolean open(Path folder, Map<String, String> variables) {
        Optional<List<String>> command =
                command(environment, System.getProperty("os.name", ""), folder);
        command.ifPresent(
                words ->
                        OutsideProgram.start(
                                words,
                                SpawnOptions.DEFAULT
                                        .withCwd(folder)
                                        .withEnv(merged(environment, variables))));
        return command.isPresent();
    }

    /** What the service has, in the user's session. */
    static Map<String, String> merged(Map<String, String> user, Map<String, String> service) {
        Map<String, String> merged = new HashMap<>(user);
        service.forEach(
                (name, value) -> {
                    if (!OF_THE_SESSION.contains(name) && !name.startsWith("XDG_")) {
                        merged.put(name, value);
                    }
                });
        return merged;
    }

    /**
     * The command line of the terminal; empty when none is known to be there.
     *
     * @param system the name of the operating system, as Java has it
     */
    static Optional<List<String>> command(
            Map<String, String> environment, String system, Path folder) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return Optional.of(List.of("/usr/bin/open", "-a", "Terminal", folder.toString()));
        }
        if (os.startsWith("windows")) {
            return Optional.of(List.of("cmd.exe", "/c", "start", "cmd.exe"));
        }
        String chosen = environment.getOrDefault("TERMINAL", "").strip();
        return chosen.isEmpty()
                ? KNOWN.stream()
                        .flatMap(name -> OutsideProgram.onPath(environment, name).stream())
                        .findFirst()
                        .map(program -> List.of(program.toString()))
                : Optional.of(List.of(chosen.split("\\s+")));
    }
}
