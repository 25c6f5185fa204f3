package dev.drover.childprocess;

/**
 * Options of sending a handle.
 *
 * @param keepOpen whether a sent connection stays open here too; servers and UDP sockets always do
 */
public record SendOptions(boolean keepOpen) {

    public static final SendOptions DEFAULT = new SendOptions(false);
}
