package dev.drover.app;

import dev.drover.domain.Home;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the desktop opens the window when the user logs in: a file in the folder that the XDG
 * autostart specification names. Linux only. Blocks for file access.
 */
final class LoginStart {

    private static final Logger LOG = LoggerFactory.getLogger(LoginStart.class);

    private final Path file;
    private final List<String> command;

    /**
     * @param environment the user's
     * @param command what is run
     */
    LoginStart(Map<String, String> environment, List<String> command) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // A relative value is to be ignored, says the XDG specification.
        Path folder =
                config.startsWith("/")
                        ? Path.of(config)
                        : Home.userFolder(environment).resolve(".config");
        file = folder.resolve("autostart").resolve("drover.desktop");
        this.command = List.copyOf(command);
    }

    /** For this program as it runs now; empty where it cannot be, or nothing is known to run. */
    static Optional<LoginStart> ofThisProgram(Map<String, String> environment, Home home) {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return Optional.empty();
        }
        Optional<Path> launcher = Installation.launcher();
        if (launcher.isPresent()) {
            return Optional.of(
                    new LoginStart(
                            environment,
                            List.of(launcher.get().toString(), "--home", home.root().toString())));
        }
        try {
            List<String> words =
                    new ArrayList<>(
                            List.of(Files.readString(Path.of("/proc/self/cmdline")).split("\0")));
            words.set(0, ProcessHandle.current().info().command().orElse(words.getFirst()));
            return Optional.of(new LoginStart(environment, words));
        } catch (IOException e) {
            LOG.debug("The command line of this program cannot be read.", e);
            return Optional.empty();
        }
    }

    boolean isOn() {
        return Files.isRegularFile(file);
    }

    /** Writes or removes the file. */
    void set(boolean on) throws IOException {
        if (!on) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("drover.desktop.tmp");
        Files.writeString(fresh, content());
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private String content() {
        return """
        [Desktop Entry]
        Type=Application
        Name=Drover
        Exec=%s
        Icon=drover
        Terminal=false
        X-GNOME-Autostart-enabled=true
        """
                .formatted(
                        command.stream().map(LoginStart::quoted).collect(Collectors.joining(" ")));
    }

    /** An argument of {@code Exec}: quoted, then escaped once more as every value of the file. */
    private static String quoted(String argument) {
        String text = argument.replace("%", "%%");
        if (text.matches("[A-Za-z0-9_./:=,@+-]+")) {
            return text;
        }
        String escaped = text.replaceAll("([\"`$\\\\])", "\\\\$1");
        return ("\"" + escaped + "\"").replace("\\", "\\\\");
    }
}
