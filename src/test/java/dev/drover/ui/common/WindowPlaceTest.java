package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowPlaceTest {

    @Test
    void aWindowBeginsOnTheScreenAndEndsThereWhenItFits() {
        assertThat(WindowPlace.within(-120, 800, 0, 1400)).isZero();
        assertThat(WindowPlace.within(900, 800, 0, 1400)).isEqualTo(600);
        assertThat(WindowPlace.within(300, 800, 0, 1400)).isEqualTo(300);
        assertThat(WindowPlace.within(-120, 1500, 0, 1400)).isZero();
    }
}
