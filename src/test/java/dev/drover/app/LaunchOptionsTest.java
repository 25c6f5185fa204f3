package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.app.LaunchOptions.Command;

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
        assertThat(options.command()).isEqualTo(Command.WINDOW);
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
    void helpAndVersionWinOverWhatFollows() {
        assertThat(parse("--help", "--hoem").command()).isEqualTo(Command.HELP);
        assertThat(parse("-v").command()).isEqualTo(Command.VERSION);
    }

    @Test
    void commandsTakeAHomeBeforeOrAfterThem() {
        assertThat(parse("daemon", "--home", "/tmp/h").command()).isEqualTo(Command.DAEMON);
        assertThat(parse("--home", "/tmp/h", "doctor").command()).isEqualTo(Command.DOCTOR);
        assertThat(parse("--home", "/tmp/h", "doctor").home().root()).isEqualTo(Path.of("/tmp/h"));
        assertThat(parse("upgrade").command()).isEqualTo(Command.UPGRADE);
    }

    @Test
    void fileThatIsCalledLikeACommandCanBeOpened() {
        LaunchOptions options = parse("open", "/srv/daemon");
        assertThat(options.command()).isEqualTo(Command.WINDOW);
        assertThat(options.file()).contains(Path.of("/srv/daemon"));
    }

    @Test
    void commandsTakeNoFile() {
        assertThatThrownBy(() -> parse("doctor", "/srv/Procfile"))
                .hasMessage("doctor takes no file, but here is /srv/Procfile; try --help.");
    }

    @Test
    void twoCommandsAreTooMany() {
        assertThatThrownBy(() -> parse("daemon", "doctor"))
                .hasMessage("daemon and doctor cannot be done at once.");
    }

    @Test
    void twoFilesAreTooMany() {
        assertThatThrownBy(() -> parse("/a", "/b"))
                .hasMessage("Only one file can be opened, not /b too.");
    }

    @Test
    void helpNamesEveryCommandAndOption() {
        assertThat(LaunchOptions.USAGE)
                .contains("open FILE", "--home DIR", "daemon", "doctor", "upgrade")
                .contains("--help", "--version");
    }

    @Test
    void namesAnOptionThatDoesNotExist() {
        assertThatThrownBy(() -> parse("--hoem", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no option --hoem; try --help.");
    }

    @Test
    void saysThatAHomeNeedsAFolder() {
        assertThatThrownBy(() -> parse("--home")).hasMessage("--home needs a folder.");
        assertThatThrownBy(() -> parse("--home", "")).hasMessage("--home needs a folder.");
    }

    @Test
    void whatIsNoPathIsAnError() {
        assertThatThrownBy(() -> parse("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }
}
