package dev.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;

import org.junit.jupiter.api.Test;

/** The tests run inside the named module, as the program does. */
class ModuleTest {

    @Test
    void testsRunInTheNamedModule() {
        assertThat(Home.class.getModule().isNamed()).isTrue();
        assertThat(Home.class.getModule().getName()).isEqualTo("dev.drover");
    }
}
