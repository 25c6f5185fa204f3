package dev.drover.app;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.ExitText;
import dev.drover.ui.common.NaturalOrder;
import dev.drover.ui.common.ShortName;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.StatusWord;
import dev.drover.ui.model.Tally;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What the windows of the program know of their services: what the tray tells. FX thread only. */
record TrayContent(List<Part> parts) {

    /** As many services as a menu has room for. */
    private static final int MOST = 8;

    /**
     * What one window knows.
     *
     * @param troubled the services to look at, the first ones by name
     */
    record Part(
            TrayWindow window, boolean connected, int running, int failed, List<Line> troubled) {}

    /** A service, and how it is. */
    record Line(int id, String words) {}

    static TrayContent of(Collection<TrayWindow> windows) {
        return new TrayContent(windows.stream().map(TrayContent::part).toList());
    }

    private static Part part(TrayWindow window) {
        Tally tally = Tally.of(window.model().rows());
        return new Part(
                window,
                !(window.session().stateProperty().get() instanceof ConnectionState.Lost),
                tally.running(),
                tally.failed(),
                tally.failed() == 0 ? List.of() : troubled(window));
    }

    private static List<Line> troubled(TrayWindow window) {
        Instant now = Instant.now();
        return window.model().rows().stream()
                .map(ObservableProcess::description)
                .filter(process -> StatusWord.of(process).isTrouble())
                .sorted(NaturalOrder.OF_PROCESSES)
                .limit(MOST)
                .map(process -> line(process, now))
                .toList();
    }

    private static Line line(ProcessDescription process, Instant now) {
        StatusWord word = StatusWord.of(process);
        return new Line(
                process.id(),
                "%s %s — %s%s"
                        .formatted(
                                word.glyph(),
                                ShortName.of(process.name()),
                                StatusWord.phrase(process, now),
                                process.lastExit().map(TrayContent::inBrackets).orElse("")));
    }

    private static String inBrackets(ExitStatus exit) {
        return " (%s)".formatted(ExitText.brief(exit));
    }

    int failed() {
        return parts.stream().mapToInt(Part::failed).sum();
    }
}
