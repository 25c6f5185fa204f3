package dev.drover.app;

import dev.drover.desktop.TrayLine;
import dev.drover.desktop.TrayState;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.common.FxThread;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * The words of the tray icon and its menu, and what a click leads to.
 *
 * @param quit closes all windows; on the FX thread
 */
record TrayWords(ResourceBundle texts, Runnable quit) {

    /** What is done on the FX thread when a line is chosen. */
    private sealed interface Choice extends Runnable {

        void choose();

        @Override
        default void run() {
            FxThread.EXECUTOR.execute(this::choose);
        }
    }

    private record Come(TrayWindow window) implements Choice {
        @Override
        public void choose() {
            window.raise().run();
        }
    }

    private record Look(TrayWindow window, int process) implements Choice {
        @Override
        public void choose() {
            window.raise().run();
            window.why().accept(process);
        }
    }

    /** Asked in the window, which says what would be stopped. */
    private record StopAll(TrayWindow window) implements Choice {
        @Override
        public void choose() {
            window.raise().run();
            window.actions().run(AppAction.QUIT_AND_STOP);
        }
    }

    private record Quit(Runnable quit) implements Choice {
        @Override
        public void choose() {
            quit.run();
        }
    }

    TrayState state(TrayContent content, TrayIcons icons) {
        return new TrayState(
                "Drover",
                tip(content),
                content.failed(),
                content.failed() > 0 ? icons.marked() : icons.plain(),
                menu(content));
    }

    private String tip(TrayContent content) {
        if (content.parts().size() == 1) {
            return counts(content.parts().getFirst());
        }
        return content.parts().stream()
                .map(part -> text("tray.home").formatted(part.window().name(), counts(part)))
                .collect(Collectors.joining("\n"));
    }

    private String counts(TrayContent.Part part) {
        if (!part.connected()) {
            return text("tray.lost");
        }
        return part.failed() == 0
                ? text("tray.running").formatted(part.running())
                : text("tray.failed").formatted(part.running(), part.failed());
    }

    private List<TrayLine> menu(TrayContent content) {
        boolean one = content.parts().size() == 1;
        List<TrayLine> lines = new ArrayList<>();
        for (TrayContent.Part part : content.parts()) {
            String show =
                    one
                            ? text("tray.show")
                            : text("tray.show.home").formatted(part.window().name());
            lines.add(new TrayLine.Item(show, new Come(part.window())));
            if (!part.troubled().isEmpty()) {
                lines.add(TrayLine.SEPARATOR);
                troubled(part, lines);
            }
            lines.add(TrayLine.SEPARATOR);
        }
        lines.add(new TrayLine.Item(AppAction.QUIT.text(), new Quit(quit)));
        if (one) {
            lines.add(
                    new TrayLine.Item(
                            AppAction.QUIT_AND_STOP.text(),
                            new StopAll(content.parts().getFirst().window())));
        }
        return lines;
    }

    private void troubled(TrayContent.Part part, List<TrayLine> lines) {
        for (TrayContent.Line line : part.troubled()) {
            lines.add(new TrayLine.Item(line.words(), new Look(part.window(), line.id())));
        }
        int more = part.failed() - part.troubled().size();
        if (more > 0) {
            lines.add(
                    new TrayLine.Item(text("tray.more").formatted(more), new Come(part.window())));
        }
    }

    private String text(String key) {
        return texts.getString(key);
    }
}
