package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class TerminalLauncherTest {

    private static final Path HERE = Path.of("/srv");

    @TempDir private Path folder;

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void the_terminal_of_the_environment_comes_first() throws IOException {
        program("xterm", "");

        assertThat(
                        TerminalLauncher.command(
                                Map.of("TERMINAL", "foot -a drover", "PATH", folder.toString()),
                                "Linux",
                                HERE))
                .contains(List.of("foot", "-a", "drover"));
    }

    @Test
    void else_the_one_that_the_system_has_chosen() throws IOException {
        program("xterm", "");
        Path chosen = program("x-terminal-emulator", "");

        assertThat(TerminalLauncher.command(Map.of("PATH", folder.toString()), "Linux", HERE))
                .contains(List.of(chosen.toString()));
    }

    @Test
    void without_any_terminal_there_is_no_command() {
        assertThat(TerminalLauncher.command(Map.of("PATH", folder.toString()), "Linux", HERE))
                .isEmpty();
    }

    @Test
    void macos_opens_its_own_in_the_folder() {
        assertThat(TerminalLauncher.command(Map.of(), "Mac OS X", HERE))
                .contains(List.of("/usr/bin/open", "-a", "Terminal", "/srv"));
    }

    @Test
    void the_session_is_the_users_and_the_rest_the_services() {
        assertThat(
                        TerminalLauncher.merged(
                                Map.of("DISPLAY", ":1", "LANG", "ru_RU.UTF-8", "PORT", "1"),
                                Map.of(
                                        "DISPLAY",
                                        ":0",
                                        "XDG_RUNTIME_DIR",
                                        "/run/user/7",
                                        "PORT",
                                        "3000")))
                .isEqualTo(Map.of("DISPLAY", ":1", "LANG", "ru_RU.UTF-8", "PORT", "3000"));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void it_works_in_the_folder_with_the_variables_of_the_service() throws Exception {
        Path pipe = folder.resolve("told");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path work = Files.createDirectory(folder.resolve("a b"));
        Path terminal = program("term", "#!/bin/sh\necho \"$PWD $PORT\" > '" + pipe + "'\n");

        assertThat(
                        new TerminalLauncher(
                                        Map.of(
                                                "PATH",
                                                System.getenv("PATH"),
                                                "TERMINAL",
                                                terminal.toString()))
                                .open(work, Map.of("PORT", "3000")))
                .isTrue();
        assertThat(Files.readString(pipe)).isEqualTo(work.toRealPath() + " 3000\n");
    }

    @Test
    void one_that_cannot_be_started_says_so() {
        TerminalLauncher launcher =
                new TerminalLauncher(Map.of("TERMINAL", folder.resolve("none").toString()));

        assertThatThrownBy(() -> launcher.open(folder, Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }
}
