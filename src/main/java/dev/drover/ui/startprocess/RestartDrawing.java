package dev.drover.ui.startprocess;

import dev.drover.domain.RestartPolicy;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A restart policy in one line: "1 s, 1.5 s, 2.25 s … gives up after 16 short runs". */
final class RestartDrawing {

    private static final double GROWTH = 1.5;
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int STEPS = 3;

    private RestartDrawing() {}

    static String of(RestartPolicy policy, StartWords words) {
        if (!policy.autorestart()) {
            return words.get("drawing.never");
        }
        String limit = words.format("drawing.limit", policy.maxRestarts());
        String waits =
                policy.backoff()
                        .map(first -> String.join(", ", growing(first)) + " … ")
                        .orElseGet(() -> steady(policy.delay(), words));
        String line = waits + limit;
        return policy.stopExitCodes().contains(0) ? words.format("drawing.success", line) : line;
    }

    private static List<String> growing(Duration first) {
        List<String> waits = new ArrayList<>();
        double millis = Math.min(first.toMillis(), LONGEST.toMillis());
        for (int i = 0; i < STEPS; i++) {
            waits.add(text(millis));
            millis = Math.min(Math.floor(millis * GROWTH), LONGEST.toMillis());
        }
        return waits;
    }

    private static String steady(Duration delay, StartWords words) {
        return delay.isZero()
                ? words.get("drawing.atOnce")
                : words.format("drawing.steady", text(delay.toMillis()));
    }

    private static String text(double millis) {
        DecimalFormat number =
                new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return millis < 1000 ? number.format(millis) + " ms" : number.format(millis / 1000) + " s";
    }
}
