package dev.drover.ui.logview;

import dev.drover.ui.common.Periodic;

import java.time.Duration;

/** The times beside the lines, which may grow older by themselves. FX thread only. */
final class LogClock {

    private final LogView view;
    private final Periodic seconds;

    LogClock(LogView view) {
        this.view = view;
        this.seconds = new Periodic(Duration.ofSeconds(1), view::repaint);
    }

    /** Only relative times need a clock. */
    void show(TimeColumn column) {
        view.setTime(column);
        if (column == TimeColumn.RELATIVE) {
            seconds.start();
        } else {
            seconds.stop();
        }
    }

    void stop() {
        seconds.stop();
    }
}
