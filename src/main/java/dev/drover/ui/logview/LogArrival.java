package dev.drover.ui.logview;

import dev.drover.domain.LogPlace;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Goes to a line by its place in a log, now or once that log is there. FX thread only. */
final class LogArrival {

    private final LogContents contents;
    private final LogView view;
    private final Runnable showEverything;
    private @Nullable Place wanted;

    private record Place(LogKey key, long offset) {}

    LogArrival(LogContents contents, LogView view, Runnable showEverything) {
        this.contents = contents;
        this.view = view;
        this.showEverything = showEverything;
    }

    void goTo(LogKey key, long offset) {
        wanted = new Place(key, offset);
        documentChanged();
    }

    /** A log may be there that was not. */
    void documentChanged() {
        Place place = wanted;
        if (place == null || !contents.shows(place.key()) || view.document().size() == 0) {
            return;
        }
        wanted = null;
        Optional<LogEntry> entry =
                view.document().entries().stream().filter(e -> isAt(e.row(), place)).findFirst();
        if (entry.isPresent()) {
            contents.seeInContext(entry.get(), showEverything);
        } else if (contents.reachesFurther()) {
            showEverything.run();
            contents.jumps().to(place.key(), new LogPlace.Offset(place.offset()));
        }
    }

    private static boolean isAt(LogRow row, Place place) {
        return row instanceof LogRow.Output output
                && output.key().equals(place.key())
                && output.bytes().offset() == place.offset();
    }
}
