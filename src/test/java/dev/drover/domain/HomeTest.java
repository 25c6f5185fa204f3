package dev.drover.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class HomeTest {

    @Test
    void isTheFolderThatTheVariableNames() {
        assertThat(Home.fromEnvironment(Map.of("DROVER_HOME", "/srv/d", "HOME", "/home/u")).root())
                .isEqualTo(Path.of("/srv/d"));
    }

    @Test
    void isInTheUsersFolderByDefault() {
        assertThat(Home.fromEnvironment(Map.of("HOME", "/home/u")).root())
                .isEqualTo(Path.of("/home/u/.drover"));
    }

    @Test
    void fallsBackToTheFolderThatTheJvmKnows() {
        assertThat(Home.fromEnvironment(Map.of()).root())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".drover"));
    }
}
