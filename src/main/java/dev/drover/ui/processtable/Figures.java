package dev.drover.ui.processtable;

import dev.drover.ui.common.ViewLoader;

import java.time.Duration;
import java.util.ResourceBundle;

/** Numbers as the table shows them; zero is a dim dot, so that what is not zero stands out. */
final class Figures {

    static final String ZERO = "·";

    private static final double KILOBYTE = 1024.0;
    private static final double MEGABYTE = 1024.0 * 1024.0;
    private static final ResourceBundle TEXTS = ViewLoader.texts(Figures.class);

    private Figures() {}

    /** Percent of one core with one decimal. */
    static String cpu(double percent) {
        return percent < 0.05 ? ZERO : String.format("%.1f", percent);
    }

    /** Always in megabytes, so that a column compares at a glance. */
    static String memory(long bytes) {
        double megabytes = bytes / MEGABYTE;
        return bytes == 0
                ? ZERO
                : text(megabytes < 10 ? "figure.megabytes.tenths" : "figure.megabytes", megabytes);
    }

    /** Always in kilobytes per second. */
    static String rate(double bytesPerSecond) {
        double kilobytes = bytesPerSecond / KILOBYTE;
        return kilobytes < 0.05
                ? ZERO
                : text(kilobytes < 10 ? "figure.rate.tenths" : "figure.rate", kilobytes);
    }

    static String count(long number) {
        return number == 0 ? ZERO : Long.toString(number);
    }

    /** The two largest units: {@code 42 s}, {@code 3 m 12 s}, {@code 2 h 5 m}, {@code 3 d 4 h}. */
    static String uptime(Duration up) {
        if (up.isNegative()) {
            return text("figure.seconds", 0);
        }
        if (up.toDays() > 0) {
            return text("figure.days", up.toDays(), up.toHoursPart());
        }
        if (up.toHours() > 0) {
            return text("figure.hours", up.toHours(), up.toMinutesPart());
        }
        if (up.toMinutes() > 0) {
            return text("figure.minutes", up.toMinutes(), up.toSecondsPart());
        }
        return text("figure.seconds", up.toSeconds());
    }

    private static String text(String key, Object... values) {
        return TEXTS.getString(key).formatted(values);
    }
}
