package dev.drover.ui.processtable;

import java.time.Duration;
import java.util.Locale;

/** Numbers as the table shows them; zero is a dim dot, so that what is not zero stands out. */
final class Figures {

    static final String ZERO = "·";

    private static final double MEGABYTE = 1024.0 * 1024.0;

    private Figures() {}

    /** Percent of one core with one decimal. */
    static String cpu(double percent) {
        return percent < 0.05 ? ZERO : String.format(Locale.ROOT, "%.1f", percent);
    }

    /** Always in megabytes, so that a column compares at a glance. */
    static String memory(long bytes) {
        double megabytes = bytes / MEGABYTE;
        return bytes == 0
                ? ZERO
                : String.format(Locale.ROOT, megabytes < 10 ? "%.1f MB" : "%.0f MB", megabytes);
    }

    static String count(long number) {
        return number == 0 ? ZERO : Long.toString(number);
    }

    /** The two largest units: {@code 42 s}, {@code 3 m 12 s}, {@code 2 h 5 m}, {@code 3 d 4 h}. */
    static String uptime(Duration up) {
        if (up.isNegative()) {
            return "0 s";
        }
        if (up.toDays() > 0) {
            return up.toDays() + " d " + up.toHoursPart() + " h";
        }
        if (up.toHours() > 0) {
            return up.toHours() + " h " + up.toMinutesPart() + " m";
        }
        if (up.toMinutes() > 0) {
            return up.toMinutes() + " m " + up.toSecondsPart() + " s";
        }
        return up.toSeconds() + " s";
    }
}
