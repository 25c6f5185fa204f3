package dev.drover.ui.common;

import javafx.scene.paint.Color;

import java.util.List;

/**
 * The colours that tell several processes apart, in the order in which they are selected: the same
 * hues as in the log. Each can be read on its background (contrast 4.5 : 1).
 */
public final class ProcessColors {

    private static final double DARK_BELOW = 0.5;

    private static final List<Color> LIGHT =
            colors(
                    "#0969da", "#8250df", "#116329", "#7d4e00", "#1b7c83", "#cf222e", "#a0369c",
                    "#57606a");
    private static final List<Color> DARK =
            colors(
                    "#58a6ff", "#bc8cff", "#3fb950", "#d29922", "#39c5cf", "#ff7b72", "#f778ba",
                    "#b1bac4");

    private ProcessColors() {}

    private static List<Color> colors(String... webs) {
        return List.of(webs).stream().map(Color::web).toList();
    }

    /** How many there are; after that they begin again. */
    public static int count() {
        return LIGHT.size();
    }

    /** The colour of the n-th process, from 0, on a background. */
    public static Color of(int n, Color background) {
        List<Color> colors = background.getBrightness() < DARK_BELOW ? DARK : LIGHT;
        return colors.get(n % colors.size());
    }
}
