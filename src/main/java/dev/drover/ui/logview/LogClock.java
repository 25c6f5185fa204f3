package dev.drover.ui.logview;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/** The times beside the lines, which may grow older by themselves. FX thread only. */
final class LogClock {

    private final LogView view;
    private final Timeline seconds;

    LogClock(LogView view) {
        this.view = view;
        this.seconds = new Timeline(new KeyFrame(Duration.seconds(1), _ -> view.repaint()));
        seconds.setCycleCount(Animation.INDEFINITE);
    }

    /** Only relative times need a clock. */
    void show(TimeColumn column) {
        view.setTime(column);
        if (column == TimeColumn.RELATIVE) {
            seconds.play();
        } else {
            seconds.stop();
        }
    }

    void stop() {
        seconds.stop();
    }
}
