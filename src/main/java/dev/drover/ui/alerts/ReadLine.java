package dev.drover.ui.alerts;

/**
 * A line as the log shows it.
 *
 * @param text without colours
 * @param shown what stands for it in the log, where that is another text; else the same
 * @param level what it says of itself; {@link AlertLevel#ANY} when it is neither warning nor error
 */
public record ReadLine(String text, String shown, AlertLevel level) {

    /** Reads what a service wrote. */
    @FunctionalInterface
    public interface Reader {
        ReadLine read(String written);
    }
}
