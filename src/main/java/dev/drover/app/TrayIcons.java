package dev.drover.app;

import dev.drover.desktop.TrayPicture;
import dev.drover.ui.common.WindowIcon;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Drover's icon for the tray, plain and with the mark that something has failed.
 *
 * @param plain in all sizes
 * @param marked the same with a red disc in a corner
 */
record TrayIcons(List<TrayPicture> plain, List<TrayPicture> marked) {

    /** Of the window's own warnings; both read on light and on dark panels. */
    private static final int RED = 0xe5484d;

    /** Of the side of the icon. */
    private static final double RADIUS = 0.25;

    /** Between the disc and what is left of the icon, so that the two are told apart. */
    private static final double GAP = 0.07;

    private static final double OPAQUE = 255;

    /** Reads them. Blocks. */
    static TrayIcons read() {
        List<Image> images = WindowIcon.read(16, 22, 24, 32, 48, 64);
        return new TrayIcons(
                images.stream().map(image -> picture(image, false)).toList(),
                images.stream().map(image -> picture(image, true)).toList());
    }

    private static TrayPicture picture(Image image, boolean marked) {
        int side = (int) image.getWidth();
        int[] pixels = new int[side * side];
        image.getPixelReader()
                .getPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), pixels, 0, side);
        if (marked) {
            mark(pixels, side);
        }
        ByteBuffer argb = ByteBuffer.allocate(pixels.length * Integer.BYTES);
        argb.asIntBuffer().put(pixels);
        return new TrayPicture(side, argb.array());
    }

    private static void mark(int[] pixels, int side) {
        double radius = side * RADIUS;
        double centre = side - radius;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double distance = Math.hypot(x + 0.5 - centre, y + 0.5 - centre);
                double disc = coverage(radius - distance);
                double cut = coverage(radius + side * GAP - distance);
                int at = y * side + x;
                pixels[at] = over(pixels[at], disc, cut);
            }
        }
    }

    /** How much of a pixel is inside an edge that runs so far from its middle. */
    private static double coverage(double inside) {
        return Math.clamp(inside + 0.5, 0, 1);
    }

    private static int over(int pixel, double disc, double cut) {
        double below = (pixel >>> 24) / OPAQUE * (1 - cut);
        double alpha = disc + below * (1 - disc);
        if (alpha == 0) {
            return 0;
        }
        int result = (int) Math.round(alpha * OPAQUE) << 24;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double red = RED >>> shift & 0xff;
            double own = pixel >>> shift & 0xff;
            double mixed = (red * disc + own * below * (1 - disc)) / alpha;
            result |= (int) Math.round(mixed) << shift;
        }
        return result;
    }
}
