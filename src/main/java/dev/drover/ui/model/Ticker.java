package dev.drover.ui.model;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;

import java.time.Instant;

/**
 * The window's one clock: uptimes, countdowns and the order of the table move with it. FX thread
 * only.
 */
public final class Ticker {

    private final ReadOnlyObjectWrapper<Instant> now;
    private final Timeline timeline;

    public Ticker(Instant start) {
        now = new ReadOnlyObjectWrapper<>(start);
        timeline = new Timeline(new KeyFrame(Duration.seconds(1), _ -> tick(Instant.now())));
        timeline.setCycleCount(Animation.INDEFINITE);
    }

    /** Ticks once a second from now on. */
    public void start() {
        timeline.play();
    }

    public void stop() {
        timeline.stop();
    }

    /** Moves the clock. */
    public void tick(Instant to) {
        now.set(to);
    }

    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    public Instant now() {
        return now.get();
    }
}
