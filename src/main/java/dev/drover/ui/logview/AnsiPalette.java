package dev.drover.ui.logview;

import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * What the colours of escape sequences look like on the present background: hues of the theme for
 * the 16 named ones, and every text colour moved until it can be read (contrast 4.5 : 1). FX thread
 * only.
 */
final class AnsiPalette {

    private static final double CONTRAST = 4.5;
    private static final double DIM_CONTRAST = 3;
    private static final int[] LIGHT = {
        0x24292f, 0xcf222e, 0x116329, 0x7d4e00, 0x0969da, 0x8250df, 0x1b7c83, 0x6e7781,
        0x57606a, 0xa40e26, 0x1a7f37, 0x9a6700, 0x218bff, 0xa475f9, 0x3192aa, 0x8c959f
    };
    private static final int[] DARK = {
        0x484f58, 0xff7b72, 0x3fb950, 0xd29922, 0x58a6ff, 0xbc8cff, 0x39c5cf, 0xb1bac4,
        0x6e7681, 0xffa198, 0x56d364, 0xe3b341, 0x79c0ff, 0xd2a8ff, 0x56d4dd, 0xffffff
    };

    /** Hues of the named colours that tell processes apart, most different first. */
    private static final int[] SOURCES = {4, 5, 2, 3, 6, 1, 13, 10};

    private final Color text;
    private final Color background;
    private final int[] named;
    private final Map<SgrStyle, Paints> cache = new HashMap<>();

    /** How a stretch is painted. */
    record Paints(Color text, @Nullable Color background) {}

    AnsiPalette(Color text, Color background) {
        this.text = text;
        this.background = background;
        this.named = luminance(background) < 0.18 ? DARK : LIGHT;
    }

    Paints paints(SgrStyle style) {
        return cache.computeIfAbsent(style, this::mix);
    }

    /** The colour of the n-th process. */
    Color source(int n) {
        return readable(rgb(named[SOURCES[n % SOURCES.length]]), background, CONTRAST);
    }

    private Paints mix(SgrStyle style) {
        boolean fills = style.inverse() || !style.background().equals(AnsiColor.DEFAULT);
        Color front = color(style.foreground(), text);
        Color back = color(style.background(), background);
        if (style.inverse()) {
            Color swap = front;
            front = back;
            back = swap;
        }
        front = style.dim() ? front.interpolate(back, 0.4) : front;
        front = readable(front, back, style.dim() ? DIM_CONTRAST : CONTRAST);
        return new Paints(front, fills ? back : null);
    }

    private Color color(AnsiColor color, Color otherwise) {
        return switch (color) {
            case AnsiColor.Default _ -> otherwise;
            case AnsiColor.Rgb(int value) -> rgb(value);
            case AnsiColor.Indexed(int n) when n < 16 -> rgb(named[n]);
            case AnsiColor.Indexed(int n) when n < 232 -> cube(n - 16);
            case AnsiColor.Indexed(int n) -> Color.grayRgb(8 + 10 * (n - 232));
        };
    }

    private static Color cube(int n) {
        return Color.rgb(level(n / 36), level(n / 6 % 6), level(n % 6));
    }

    private static int level(int step) {
        return step == 0 ? 0 : 55 + 40 * step;
    }

    private static Color rgb(int value) {
        return Color.rgb(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
    }

    /** {@code color} moved towards black or white until it stands out from {@code ground}. */
    static Color readable(Color color, Color ground, double contrast) {
        Color pole = luminance(ground) < 0.18 ? Color.WHITE : Color.BLACK;
        Color moved = color;
        for (int step = 1; step <= 10 && contrast(moved, ground) < contrast; step++) {
            moved = color.interpolate(pole, step / 10.0);
        }
        return moved;
    }

    /** Contrast of two opaque colours as WCAG has it, 1 to 21. */
    static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
