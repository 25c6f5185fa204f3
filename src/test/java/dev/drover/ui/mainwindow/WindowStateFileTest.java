package dev.drover.ui.mainwindow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ui.common.Language;
import dev.drover.ui.common.Theme;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class WindowStateFileTest {

    @TempDir Path folder;

    @Test
    void givesBackWhatWasSaved() {
        WindowState state =
                new WindowState(
                        Optional.of(new WindowState.Bounds(10, 20, 900, 700)),
                        true,
                        0.25,
                        0.5,
                        Theme.DARK,
                        Language.RUSSIAN,
                        "state=150 name=210",
                        "DOCK_WHY",
                        true);
        new WindowStateFile(folder.resolve("not/there")).save(state);

        assertThat(new WindowStateFile(folder.resolve("not/there")).load()).isEqualTo(state);
    }

    @Test
    void withoutAFileItIsTheFirstTime() {
        assertThat(new WindowStateFile(folder).load()).isEqualTo(WindowState.FIRST);
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        Files.writeString(folder.resolve("window.properties"), "width=wide\ntheme=PINK\n");

        assertThat(new WindowStateFile(folder).load()).isEqualTo(WindowState.FIRST);
    }
}
