package dev.drover.ui.logview;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;

/**
 * Ticks beside the scroll bar: errors, bookmarks and lines that were told of, hits, beginnings of
 * runs. FX thread only.
 */
final class LogTicks extends Canvas {

    static final double WIDTH = 6;

    private static final double TICK = 2;
    private static final int NONE = 0;
    private static final int WARN = 1;
    private static final int BOUNDARY = 2;
    private static final int ERROR = 3;
    private static final int HIT = 4;
    private static final int BOOKMARK = 5;

    LogTicks() {
        super(WIDTH, 1);
        setMouseTransparent(true);
    }

    /** Draws what the document has now. */
    void draw(LogDocument document, LogFinder finder, LogTheme theme) {
        int slots = (int) Math.max(1, getHeight() / TICK);
        byte[] kinds = new byte[slots];
        long first = document.firstRow();
        double scale = slots / (double) Math.max(1, document.rowCount());
        for (long n = first; n < document.endRow(); n++) {
            int kind = kind(document.entry(n));
            int slot = Math.min(slots - 1, (int) ((n - first) * scale));
            kinds[slot] = (byte) Math.max(kinds[slot], kind);
        }
        for (FindQuery.Match match : finder.all()) {
            int slot = Math.clamp((int) ((match.row() - first) * scale), 0, slots - 1);
            kinds[slot] = (byte) Math.max(kinds[slot], HIT);
        }
        GraphicsContext graphics = getGraphicsContext2D();
        graphics.clearRect(0, 0, getWidth(), getHeight());
        for (int i = 0; i < slots; i++) {
            Color color = color(kinds[i], theme);
            if (color != null) {
                graphics.setFill(color);
                graphics.fillRect(0, i * TICK, WIDTH, TICK);
            }
        }
    }

    private static int kind(LogEntry entry) {
        if (entry.bookmarked || entry.told) {
            return BOOKMARK;
        }
        if (entry.row() instanceof LogRow.Boundary) {
            return BOUNDARY;
        }
        Level level = entry.countedLevel();
        if (level == Level.ERROR) {
            return ERROR;
        }
        return level == Level.WARN ? WARN : NONE;
    }

    private static @Nullable Color color(int kind, LogTheme theme) {
        return switch (kind) {
            case WARN -> theme.warnMark();
            case BOUNDARY -> theme.muted();
            case ERROR -> theme.errorMark();
            case HIT -> theme.currentMatch();
            case BOOKMARK -> theme.bookmark();
            default -> null;
        };
    }
}
