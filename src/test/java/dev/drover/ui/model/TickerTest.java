package dev.drover.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleBooleanProperty;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class TickerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aClockThatNobodySeesRestsAndIsSetWhenItIsSeenAgain() {
        SimpleBooleanProperty seen = new SimpleBooleanProperty(false);
        Ticker ticker = new Ticker(NOON);
        ticker.start(new SimpleBooleanProperty(true), seen);
        assertThat(ticker.now()).isEqualTo(NOON);

        Instant before = Instant.now();
        seen.set(true);
        seen.set(false);
        assertThat(ticker.now()).isAfterOrEqualTo(before);
    }

    @Test
    void whatIsKnownIsAsOldAsTheConnectionThatWasLost() {
        SimpleBooleanProperty connected = new SimpleBooleanProperty(true);
        Ticker ticker = new Ticker(NOON);
        ticker.follow(connected);
        ticker.tick(NOON.plusSeconds(1));
        connected.set(false);
        ticker.tick(NOON.plusSeconds(2));
        assertThat(ticker.now()).isEqualTo(NOON.plusSeconds(2));
        assertThat(ticker.known()).isEqualTo(NOON.plusSeconds(1));

        connected.set(true);
        ticker.tick(NOON.plusSeconds(3));
        assertThat(ticker.known()).isEqualTo(NOON.plusSeconds(3));
    }
}
