package dev.drover.app;

import javafx.animation.AnimationTimer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Makes what a window needs, but not for its first useful frame, after that frame is on the screen:
 * one part in a pulse, so that the window answers in between. FX thread only.
 */
final class LaterParts extends AnimationTimer {

    /** A frame is on the screen when the pulse after it begins; one more for what it has moved. */
    private static final int PULSES = 2;

    /** Nobody waits longer for a supervisor that does not answer. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final BooleanSupplier useful;
    private final BooleanSupplier next;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long begun;
    private int seen;

    /**
     * @param useful whether the scene holds what the user came for
     * @param next makes one part and says whether there are more
     */
    LaterParts(BooleanSupplier useful, BooleanSupplier next) {
        this.useful = useful;
        this.next = next;
    }

    /** Completes when all are made. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void handle(long now) {
        begun = begun == 0 ? now : begun;
        boolean seenLong = useful.getAsBoolean() && ++seen > PULSES;
        if ((seenLong || now - begun > PATIENCE.toNanos()) && !next.getAsBoolean()) {
            stop();
            done.complete(null);
        }
    }
}
