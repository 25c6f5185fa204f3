package dev.drover.desktop;

/**
 * The icon in one size.
 *
 * @param side width and height in pixels
 * @param argb four bytes for each pixel, row by row: alpha, red, green, blue; not changed any more
 */
public record TrayPicture(int side, byte[] argb) {

    /**
     * @throws IllegalArgumentException when there are not as many bytes as the size needs
     */
    public TrayPicture {
        if (argb.length != side * side * Integer.BYTES) {
            throw new IllegalArgumentException(argb.length + " bytes are no picture of " + side);
        }
    }
}
