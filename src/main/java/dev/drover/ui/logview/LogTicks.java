package dev.drover.ui.logview;

import javafx.scene.canvas.Canvas;
import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;

/**
 * Ticks beside the scroll bar: errors, bookmarks and lines that were told of, hits, beginnings of
 * runs. FX thread only.
 */
final class LogTicks extends Canvas {

    static final double WIDTH = 6;

    private static final double TICK = 2;

    /** Of levels where there are many of them. */
    private static final double THIN = 2;

    LogTicks() {
        super(WIDTH, 1);
        setMouseTransparent(true);
    }

    /** Draws what the document has now. */
    void draw(LogDocument document, LogFinder finder, LogTheme theme) {
        int count = (int) Math.max(1, getHeight() / TICK);
        TickSlots slots = new TickSlots(document, finder.all(), count);
        getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
        double width = slots.isCrowded() ? THIN : WIDTH;
        for (int i = 0; i < count; i++) {
            fill(i, levelColor(slots.level(i), theme), width);
            boolean covered = slots.mark(i) == TickSlots.Mark.RUN && !slots.isCrowded();
            if (!covered || slots.level(i) != Level.ERROR) {
                fill(i, markColor(slots.mark(i), theme), WIDTH);
            }
        }
    }

    private void fill(int slot, @Nullable Color color, double width) {
        if (color != null) {
            getGraphicsContext2D().setFill(color);
            getGraphicsContext2D().fillRect(WIDTH - width, slot * TICK, width, TICK);
        }
    }

    private static @Nullable Color levelColor(Level level, LogTheme theme) {
        return switch (level) {
            case ERROR -> theme.errorMark();
            case WARN -> theme.warnMark();
            default -> null;
        };
    }

    private static @Nullable Color markColor(TickSlots.Mark mark, LogTheme theme) {
        return switch (mark) {
            case NONE -> null;
            case RUN -> theme.muted();
            case HIT -> theme.currentMatch();
            case BOOKMARK -> theme.bookmark();
        };
    }
}
