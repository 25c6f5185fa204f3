package dev.drover.ui.common;

import javafx.scene.image.Image;
import javafx.stage.Stage;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Drover's icon on windows and in the task bar; drawn in {@code icons/drover.svg}. */
public final class WindowIcon {

    private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256};

    private WindowIcon() {}

    /**
     * Gives {@code stage} the icon in all sizes; the system takes what fits. They are read by
     * another thread and are there a moment later. FX thread only.
     */
    public static void addTo(Stage stage) {
        FxThread.whenDone(
                CompletableFuture.supplyAsync(() -> read(SIZES), Thread::startVirtualThread),
                (icons, _) -> {
                    if (icons != null) {
                        stage.getIcons().setAll(icons);
                    }
                });
    }

    /**
     * Reads the icon. Any thread; blocks.
     *
     * @param sizes of 16, 22, 24, 32, 48, 64, 128 and 256 pixels
     */
    public static List<Image> read(int... sizes) {
        return IntStream.of(sizes)
                .mapToObj(size -> "icon/drover-%d.png".formatted(size))
                .map(name -> WindowIcon.class.getResource(name))
                .map(url -> new Image(Objects.requireNonNull(url).toString()))
                .toList();
    }
}
