package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class EditorLauncherTest {

    private static final Path FILE = Path.of("/srv/api.js");

    @TempDir private Path folder;

    @Test
    void the_editor_of_the_environment_is_told_the_line() {
        assertThat(EditorLauncher.command(Map.of("VISUAL", "code --wait"), FILE, 42))
                .hasValueSatisfying(
                        words ->
                                assertThat(words)
                                        .containsExactly("code", "--wait", "-g", "/srv/api.js:42"));
        assertThat(EditorLauncher.command(Map.of("EDITOR", "/usr/bin/gvim"), FILE, 42))
                .hasValueSatisfying(
                        words ->
                                assertThat(words)
                                        .containsExactly("/usr/bin/gvim", "+42", "/srv/api.js"));
    }

    @Test
    void an_editor_in_a_terminal_is_passed_over_for_the_one_on_the_path() throws IOException {
        Path code = Files.createFile(folder.resolve("code"));
        assertThat(code.toFile().setExecutable(true)).isTrue();

        assertThat(
                        EditorLauncher.command(
                                Map.of("EDITOR", "vim", "PATH", folder.toString()), FILE, 7))
                .hasValueSatisfying(
                        words ->
                                assertThat(words)
                                        .containsExactly(code.toString(), "-g", "/srv/api.js:7"));
    }

    @Test
    void without_any_editor_the_system_has_to_open_it() {
        assertThat(EditorLauncher.command(Map.of("PATH", folder.toString()), FILE, 7)).isEmpty();
    }
}
