package dev.drover.ui.logview;

import dev.drover.domain.LogLine;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The colours that were begun above a part of a log and are still open where it begins. It is
 * looked back a bounded way, and only where the part ends a colour that it did not begin. Safe for
 * use by several threads.
 */
final class OpenStyles {

    /** How far is looked back. */
    static final int LOOK_BACK_BYTES = 32 * 1024;

    private final LogSource source;

    OpenStyles(LogSource source) {
        this.source = source;
    }

    /** What is open before each of these, where anything is. */
    CompletableFuture<Map<LogKey, SgrStyle>> before(Map<LogKey, LogWindow> windows) {
        CompletableFuture<Map<LogKey, SgrStyle>> styles =
                CompletableFuture.completedFuture(new HashMap<>());
        for (Map.Entry<LogKey, LogWindow> entry : windows.entrySet()) {
            LogKey key = entry.getKey();
            LogWindow window = entry.getValue();
            if (window.begin() > window.first() && endsWhatItDidNotBegin(window.lines())) {
                styles =
                        styles.thenCombine(
                                source.window(
                                        new LogWindowRequest(
                                                key.source(),
                                                key.stream(),
                                                new LogPlace.Offset(window.begin()),
                                                false,
                                                LOOK_BACK_BYTES)),
                                (found, above) -> {
                                    found.put(key, leftOpen(above.lines()));
                                    return found;
                                });
            }
        }
        return styles;
    }

    /** The first thing that is said about colours, after some text, is that one ends. */
    static boolean endsWhatItDidNotBegin(List<LogLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).text();
            int sequence = SgrStyle.firstIn(text);
            if (sequence >= 0) {
                // What it is applied to: an end takes a colour away.
                AnsiText bare = AnsiText.parse(text.substring(0, sequence), SgrStyle.PLAIN);
                boolean first = i == 0 && bare.text().isEmpty();
                return !first && SgrStyle.isEnd(text, sequence);
            }
        }
        return false;
    }

    private static SgrStyle leftOpen(List<LogLine> lines) {
        SgrStyle style = SgrStyle.PLAIN;
        for (LogLine line : lines) {
            style = AnsiText.parse(line.text(), style).end();
        }
        return style;
    }
}
