package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;

import org.junit.jupiter.api.Test;

class WindowPlaceTest {

    @Test
    void aWindowBeginsOnTheScreenAndEndsThereWhenItFits() {
        assertThat(WindowPlace.within(-120, 800, 0, 1400)).isZero();
        assertThat(WindowPlace.within(900, 800, 0, 1400)).isEqualTo(600);
        assertThat(WindowPlace.within(300, 800, 0, 1400)).isEqualTo(300);
        assertThat(WindowPlace.within(-120, 1500, 0, 1400)).isZero();
    }

    @Test
    void aWindowThatWasLargerThanTheScreenComesBackAsLargeAsThat() {
        Rectangle2D room = new Rectangle2D(0, 30, 1400, 870);
        assertThat(WindowPlace.onScreen(new Rectangle2D(-50, 0, 2000, 1200), room)).isEqualTo(room);
        assertThat(WindowPlace.onScreen(new Rectangle2D(900, 100, 800, 600), room))
                .isEqualTo(new Rectangle2D(600, 100, 800, 600));
    }
}
