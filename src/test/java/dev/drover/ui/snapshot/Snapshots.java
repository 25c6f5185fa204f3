package dev.drover.ui.snapshot;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Pictures of scenes in both themes, and waiting for what a scene shows. For use off the FX thread.
 */
public final class Snapshots {

    private static final Path FOLDER =
            Path.of(System.getProperty("drover.build", "target"), "screens");

    private Snapshots() {}

    /** Writes {@code name-light.png} and {@code name-dark.png}; leaves the light theme. */
    public static void takeBoth(Scene scene, String name) {
        useDark();
        take(scene, name + "-dark");
        useLight();
        take(scene, name + "-light");
    }

    public static void useLight() {
        onFx(() -> Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet()));
    }

    public static void useDark() {
        onFx(() -> Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet()));
    }

    /** Runs on the FX thread and waits for it. */
    public static void onFx(Runnable task) {
        CompletableFuture.runAsync(task, Platform::runLater)
                .orTimeout(120, TimeUnit.SECONDS)
                .join();
    }

    /** Waits until {@code condition} holds at the begin of a pulse. */
    public static void until(BooleanSupplier condition) {
        CompletableFuture<Void> met = new CompletableFuture<>();
        Platform.runLater(
                () ->
                        new AnimationTimer() {
                            @Override
                            public void handle(long now) {
                                if (met.isDone()) {
                                    stop();
                                } else if (condition.getAsBoolean()) {
                                    met.complete(null);
                                }
                            }
                        }.start());
        met.orTimeout(120, TimeUnit.SECONDS).join();
    }

    /** Waits for some pulses, so that styles and layout are applied. */
    public static void pulses(int count) {
        int[] left = {count};
        until(() -> left[0]-- <= 0);
    }

    private static void take(Scene scene, String name) {
        pulses(4);
        CompletableFuture<WritableImage> image = new CompletableFuture<>();
        Platform.runLater(() -> image.complete(scene.snapshot(null)));
        try {
            Files.createDirectories(FOLDER);
            Files.write(
                    FOLDER.resolve(name + ".png"),
                    png(image.orTimeout(120, TimeUnit.SECONDS).join()));
        } catch (IOException e) {
            throw new AssertionError("cannot write the picture " + name, e);
        }
    }

    private static byte[] png(WritableImage image) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(file, "IHDR", header.toByteArray());
        chunk(file, "IDAT", pixels(image.getPixelReader(), width, height));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] pixels(PixelReader reader, int width, int height) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            byte[] row = new byte[1 + width * 3];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int argb = reader.getArgb(x, y);
                    row[1 + x * 3] = (byte) (argb >> 16);
                    row[2 + x * 3] = (byte) (argb >> 8);
                    row[3 + x * 3] = (byte) argb;
                }
                out.write(row);
            }
        }
        return packed.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data)
            throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
