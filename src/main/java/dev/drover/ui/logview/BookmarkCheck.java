package dev.drover.ui.logview;

import dev.drover.domain.LogLine;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.ui.common.FxThread;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Reads the lines at bookmarks: those that are not there any more are told of. One request at a
 * time for each log, so that nobody waits for it who wants to read. FX thread only.
 */
final class BookmarkCheck {

    private final LogSource source;
    private final Predicate<LogRow.Output> found;
    private final BiConsumer<LogKey, List<LineMark>> gone;

    /**
     * @param found gets each line that was read; true when it is the one with the bookmark
     * @param gone gets those of a log where there are other lines now, or none
     */
    BookmarkCheck(
            LogSource source,
            Predicate<LogRow.Output> found,
            BiConsumer<LogKey, List<LineMark>> gone) {
        this.source = source;
        this.found = found;
        this.gone = gone;
    }

    void begin(LogKey log, List<LineMark> marks) {
        if (source.hasWindows() && !marks.isEmpty()) {
            next(log, new ArrayDeque<>(marks), new ArrayList<>());
        }
    }

    private void next(LogKey log, Deque<LineMark> left, List<LineMark> missing) {
        LineMark mark = left.poll();
        if (mark == null) {
            if (!missing.isEmpty()) {
                gone.accept(log, missing);
            }
            return;
        }
        LogPlace place = new LogPlace.Offset(mark.offset());
        FxThread.whenDone(
                source.window(
                        new LogWindowRequest(
                                log.source(), log.stream(), place, true, LineMark.BYTES)),
                (window, _) -> {
                    // Who cannot be asked will not show anything either; nothing is lost by that.
                    if (window != null && !isThere(log, mark, window)) {
                        missing.add(mark);
                    }
                    next(log, window == null ? new ArrayDeque<>() : left, missing);
                });
    }

    private boolean isThere(LogKey log, LineMark mark, LogWindow window) {
        if (window.lines().isEmpty()) {
            return false;
        }
        LogLine line = window.lines().getFirst();
        return line.offset() == mark.offset()
                && found.test(new LineAssembler(log.source(), log.stream()).line(line));
    }
}
