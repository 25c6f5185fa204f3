package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class LaunchOptionsTest {

    private static LaunchOptions parse(String... arguments) {
        return LaunchOptions.parse(List.of(arguments), Map.of("HOME", "/home/u"));
    }

    @Test
    void opensTheDefaultHomeWithoutArguments() {
        LaunchOptions options = parse();
        assertThat(options.home().root()).isEqualTo(Path.of("/home/u/.drover"));
        assertThat(options.file()).isEmpty();
        assertThat(options.show()).isEmpty();
    }

    @Test
    void takesAHomeAndAFile() {
        LaunchOptions options = parse("--home", "/tmp/h", "/srv/ecosystem.json");
        assertThat(options.home().root()).isEqualTo(Path.of("/tmp/h"));
        assertThat(options.file()).contains(Path.of("/srv/ecosystem.json"));
    }

    @Test
    void openIsSaidOrNot() {
        assertThat(parse("open", "/srv/Procfile").file()).contains(Path.of("/srv/Procfile"));
        assertThatThrownBy(() -> parse("open")).hasMessage("open needs a file.");
    }

    @Test
    void showsHelpAndVersion() {
        assertThat(parse("--help").show()).contains(LaunchOptions.Text.HELP);
        assertThat(parse("-v").show()).contains(LaunchOptions.Text.VERSION);
    }

    @Test
    void namesAnOptionThatDoesNotExist() {
        assertThatThrownBy(() -> parse("--hoem", "x"))
                .hasMessage("There is no option --hoem; try --help.");
    }

    @Test
    void saysThatAHomeNeedsAFolder() {
        assertThatThrownBy(() -> parse("--home")).hasMessage("--home needs a folder.");
    }
}
