package dev.drover.app;

import javafx.animation.AnimationTimer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Writes down when the window was of use for the first time, for those who measure or train it:
 * what starts the program names a file in {@code -Ddrover.firstFrame}. FX thread only.
 */
final class FirstFrame extends AnimationTimer {

    /** What is on the screen at the second pulse was laid out and drawn by the one before. */
    private static final int PULSES = 2;

    private final Path file;
    private final BooleanSupplier useful;
    private int seen;

    private FirstFrame(Path file, BooleanSupplier useful) {
        this.file = file;
        this.useful = useful;
    }

    /**
     * @param useful whether the scene holds what the user came for
     */
    static void watch(BooleanSupplier useful) {
        String file = System.getProperty("drover.firstFrame", "");
        if (!file.isEmpty()) {
            new FirstFrame(Path.of(file), useful).start();
        }
    }

    @Override
    public void handle(long now) {
        if (useful.getAsBoolean() && ++seen > PULSES) {
            stop();
            try {
                Files.writeString(file, Long.toString(Instant.now().toEpochMilli()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
