package dev.drover.ui.model;

import dev.drover.ui.common.Periodic;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import java.time.Duration;
import java.time.Instant;

/**
 * The window's one clock: uptimes, countdowns and the order of the table move with it. FX thread
 * only.
 */
public final class Ticker {

    private final ReadOnlyObjectWrapper<Instant> now;
    private Instant known;
    private boolean connected = true;
    private final Periodic seconds = new Periodic(Duration.ofSeconds(1), () -> tick(Instant.now()));

    public Ticker(Instant start) {
        now = new ReadOnlyObjectWrapper<>(start);
        known = start;
    }

    /**
     * Ticks once a second from now on.
     *
     * @param connection false while nobody tells how the processes are
     * @param seen it rests while this is false
     */
    public void start(ObservableValue<Boolean> connection, ObservableValue<Boolean> seen) {
        follow(connection);
        seen.subscribe(
                now -> {
                    if (now) {
                        tick(Instant.now());
                        seconds.start();
                    } else {
                        seconds.stop();
                    }
                });
    }

    void follow(ObservableValue<Boolean> connection) {
        connection.subscribe(told -> connected = told);
    }

    public void stop() {
        seconds.stop();
    }

    /** Moves the clock. */
    public void tick(Instant to) {
        if (connected) {
            known = to;
        }
        now.set(to);
    }

    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    public Instant now() {
        return now.get();
    }

    /** When it was last known how the processes are: now, unless the connection is lost. */
    public Instant known() {
        return known;
    }
}
