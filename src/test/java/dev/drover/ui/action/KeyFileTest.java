package dev.drover.ui.action;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCombination;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

class KeyFileTest {

    private static final Path FILE = Path.of("/home/me/.config/drover/keys.properties");

    @Test
    void changesOnlyWhatItNames() {
        KeyFile file = parse("# mine", "", "RESTART = Shortcut+Shift+Z", "stop=Shift+F9");

        assertThat(file.problems()).isEmpty();
        assertThat(file.keys().key(ProcessAction.RESTART))
                .contains(KeyCombination.valueOf("Shortcut+Shift+Z"));
        assertThat(file.keys().key(ProcessAction.STOP))
                .contains(KeyCombination.valueOf("Shift+F9"));
        assertThat(file.keys().key(ProcessAction.START)).isEqualTo(ProcessAction.START.key());
        assertThat(file.keys().file()).contains(FILE);
    }

    @Test
    void nothingAfterTheSignTakesTheKeyAway() {
        KeyFile file = parse("DELETE =");

        assertThat(file.problems()).isEmpty();
        assertThat(file.keys().key(ProcessAction.DELETE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RESTART, 'Line 2: “RESTART” is no line'",
        "BREW = F5, 'Line 2: there is no command BREW'",
        "RESTART = Hyper+Q, 'Line 2: “Hyper+Q” is no key'",
        "RESTART = Esc, 'Line 2: Esc is needed'",
        "SEND_SIGNAL = F5, 'Line 2: there is no command SEND_SIGNAL'"
    })
    void aWrongLineIsNamedAndTheOthersCount(String wrong, String problem) {
        KeyFile file = parse("STOP = Alt+F9", wrong, "START = Alt+F7");

        assertThat(file.problems()).hasSize(1);
        assertThat(file.problems().getFirst()).startsWith(problem);
        assertThat(file.keys().key(ProcessAction.STOP)).contains(KeyCombination.valueOf("Alt+F9"));
        assertThat(file.keys().key(ProcessAction.START)).contains(KeyCombination.valueOf("Alt+F7"));
    }

    @Test
    void oneKeyForTwoCommandsIsTheFirstOnes() {
        KeyFile file = parse("STOP = Ctrl+F5", "START = Shortcut+F5");

        assertThat(file.problems())
                .containsExactly("Line 2: Shortcut+F5 is already the key of “Stop” (line 1).");
        assertThat(file.keys().key(ProcessAction.START)).isEqualTo(ProcessAction.START.key());
    }

    @Test
    void aKeyTakenFromAnotherCommandIsSaid() {
        KeyFile file = parse("STOP = F7");

        assertThat(file.problems())
                .containsExactly(
                        "Line 1: F7 was the key of “Start”, which has none now; to agree, add the"
                                + " line “START =”.");
        assertThat(file.keys().key(ProcessAction.START)).isEmpty();
    }

    @Test
    void twoCommandsCanChangePlaces() {
        KeyFile file = parse("STOP = F7", "START = F9");

        assertThat(file.problems()).isEmpty();
    }

    @Test
    void aKeyOfTheTableBecomesOneOfTheWindowWhenItIsChanged() {
        assertThat(KeyMap.DEFAULT.accelerator(ProcessAction.SHOW_LOG)).isEmpty();
        assertThat(parse("SHOW_LOG = F3").keys().accelerator(ProcessAction.SHOW_LOG))
                .contains(KeyCombination.valueOf("F3"));
    }

    @Test
    void theTemplateNamesEveryCommandAndChangesNothing() {
        List<String> template = KeyFile.template();
        KeyFile untouched = KeyFile.parse(FILE, template);
        assertThat(untouched.problems()).isEmpty();
        assertThat(template).contains("#START = F7", "#RECONNECT = ");

        KeyFile all =
                KeyFile.parse(
                        FILE,
                        template.stream()
                                .map(
                                        line ->
                                                line.startsWith("#") && !line.startsWith("# ")
                                                        ? line.substring(1)
                                                        : line)
                                .toList());
        assertThat(all.problems()).isEmpty();
        for (Command command : KeyMap.commands()) {
            assertThat(all.keys().key(command)).isEqualTo(command.key());
        }
    }

    private static KeyFile parse(String... lines) {
        return KeyFile.parse(FILE, List.of(lines));
    }
}
