package dev.drover.ui.model;

import dev.drover.ui.common.Periodic;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.time.Duration;
import java.time.Instant;

/**
 * The window's one clock: uptimes, countdowns and the order of the table move with it. FX thread
 * only.
 */
public final class Ticker {

    private final ReadOnlyObjectWrapper<Instant> now;
    private final Periodic seconds = new Periodic(Duration.ofSeconds(1), () -> tick(Instant.now()));

    public Ticker(Instant start) {
        now = new ReadOnlyObjectWrapper<>(start);
    }

    /** Ticks once a second from now on. */
    public void start() {
        seconds.start();
    }

    public void stop() {
        seconds.stop();
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
