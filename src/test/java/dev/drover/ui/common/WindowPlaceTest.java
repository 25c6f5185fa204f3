package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Insets;
import javafx.geometry.Point2D;
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

    @Test
    void aWindowThatItsFrameHasShiftedIsToldFromOneThatTheUserHasMoved() {
        Point2D shownAt = new Point2D(100, 60);
        Insets openbox = new Insets(20, 1, 5, 1);

        assertThat(WindowPlace.isShifted(shownAt, new Point2D(99, 40), openbox)).isTrue();
        assertThat(WindowPlace.isShifted(shownAt, new Point2D(100, 35), openbox)).isTrue();
        assertThat(WindowPlace.isShifted(shownAt, new Point2D(-1, -20), openbox)).isTrue();
        assertThat(WindowPlace.isShifted(shownAt, shownAt, openbox)).isFalse();
        assertThat(WindowPlace.isShifted(shownAt, new Point2D(100, 61), openbox)).isFalse();
        assertThat(WindowPlace.isShifted(shownAt, new Point2D(90, 50), openbox)).isFalse();
        assertThat(WindowPlace.isShifted(shownAt, new Point2D(400, 300), openbox)).isFalse();
    }
}
