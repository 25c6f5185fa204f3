package dev.drover.ui.logview;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.FxThread;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does what keys, mouse and menu ask for in the log. FX thread only. */
final class LogDesk implements LogActions {

    private final LogDocument document;
    private final LogView view;
    private final Parts parts;
    private final LogNavigator navigator;
    private final LogArrival arrival;
    private final Supplier<Map<Integer, ProcessDescription>> shown;
    private final Runnable documentChanged;
    private final Runnable showEverything;
    private final Consumer<String> notice;

    /** The parts of the pane that it opens. */
    record Parts(
            FindBarController find,
            FilterBarController filter,
            FieldDrawerController drawer,
            LogMenuController menu,
            SourceOpener opener,
            LineAlerts alerts,
            LogContents contents,
            LevelHunt levels,
            GoToBarController goTo,
            LogWords words) {}

    LogDesk(
            LogView view,
            Parts parts,
            Supplier<Map<Integer, ProcessDescription>> shown,
            Runnable documentChanged,
            Runnable showEverything,
            Consumer<String> notice) {
        this.document = view.document();
        this.view = view;
        this.parts = parts;
        this.navigator = new LogNavigator(view, parts.contents(), parts.levels());
        this.arrival = new LogArrival(parts.contents(), view, showEverything);
        this.shown = shown;
        this.documentChanged = documentChanged;
        this.showEverything = showEverything;
        this.notice = notice;
    }

    /** Listens to keys and mouse. */
    void install() {
        view.setCommands(this);
        view.setBadges(this::badge);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        parts.menu().connect(view, navigator, this);
        parts.filter().setOnAlert(this::alertAsFiltered);
        parts.alerts().onChange(this::alertsChanged);
        parts.drawer().connect(this::filterTo, view::requestFocus);
        LogContents contents = parts.contents();
        parts.goTo().connect(navigator::toTime, contents.jumps()::toLine, view::requestFocus);
    }

    LogArrival arrival() {
        return arrival;
    }

    LogNavigator navigator() {
        return navigator;
    }

    @Override
    public void find() {
        parts.find().open();
    }

    @Override
    public void filter() {
        parts.filter().open();
    }

    @Override
    public void filterTo(String text) {
        parts.filter().filterTo(text);
    }

    @Override
    public void hideLike(String text) {
        parts.filter().hide(text);
    }

    @Override
    public void alert(String text, boolean line, LogEntry entry) {
        ProcessDescription process = shown.get().get(entry.row().source());
        parts.alerts().propose(text, line, process == null ? "" : process.name());
    }

    /** Of one service when only that is shown. */
    private void alertAsFiltered(String text) {
        List<String> names =
                shown.get().values().stream().map(ProcessDescription::name).distinct().toList();
        parts.alerts().propose(text, false, names.size() == 1 ? names.getFirst() : "");
    }

    @Override
    public void seeInContext(LogEntry entry) {
        parts.contents().seeInContext(entry, showEverything);
    }

    @Override
    public void askWhere() {
        parts.goTo().open();
    }

    @Override
    public void goHome() {
        navigator.toStart();
    }

    @Override
    public void mark() {
        int source = shown.get().keySet().stream().findFirst().orElse(0);
        LogEntry last = document.rowCount() == 0 ? null : document.entry(document.endRow() - 1);
        int run = last == null ? 0 : last.row().run();
        document.append(List.of(navigator.mark(source, run, Instant.now())));
        documentChanged.run();
    }

    @Override
    public boolean setOpen(LogEntry entry, boolean open) {
        if (entry.frames() == 0 || entry.open == open) {
            return false;
        }
        document.setOpen(List.of(entry), open);
        documentChanged.run();
        return true;
    }

    @Override
    public boolean showDetails(LogEntry entry) {
        if (!(entry.row() instanceof LogRow.Output output)) {
            return false;
        }
        String json = output.traits().json();
        Optional<JsonLine> object = json == null ? Optional.empty() : JsonLine.parse(json);
        object.ifPresent(fields -> parts.drawer().show(output, fields));
        return object.isPresent();
    }

    @Override
    public boolean openSource(LogEntry entry, int index) {
        Optional<SourceLink> link = SourceLink.at(entry.row().text(), index);
        link.ifPresent(place -> open(place, entry.row().source()));
        return link.isPresent();
    }

    private void open(SourceLink place, int source) {
        ProcessDescription process = shown.get().get(source);
        Path file = Path.of(place.file());
        Path absolute = process == null ? file : process.spec().cwd().resolve(file);
        FxThread.whenDone(
                parts.opener().open(absolute, place.line()),
                (said, problem) -> notice.accept(said != null ? said : message(problem)));
    }

    private static String message(@Nullable Throwable problem) {
        Throwable cause = problem;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    private String badge(LogEntry entry) {
        String frames =
                entry.frames() == 0
                        ? ""
                        : parts.words()
                                .format(
                                        entry.open ? "frames.open" : "frames.folded",
                                        entry.frames());
        if (!isTold(entry)) {
            return frames;
        }
        entry.told = true;
        String told = parts.words().format("told");
        return frames.isEmpty() ? told : frames + "  " + told;
    }

    private boolean isTold(LogEntry entry) {
        return entry.row() instanceof LogRow.Output row
                && row.bytes().isKnown()
                && parts.alerts().isHit(row.source(), row.stream(), row.bytes().offset());
    }

    /** Lines that the user was told of are marked, those out of view beside the scroll bar. */
    private void alertsChanged() {
        document.entries().forEach(entry -> entry.told |= isTold(entry));
        documentChanged.run();
    }

    /** Letters and digits have a meaning only while the log has the focus. */
    private void key(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.B) {
            if (!parts.menu().showBookmarks()) {
                notice.accept(parts.words().format("bookmarks.none"));
            }
            event.consume();
        } else if (!event.isShortcutDown() && !event.isAltDown()) {
            boolean handled = letter(event.getCode(), !event.isShiftDown());
            if (handled) {
                event.consume();
            }
        }
    }

    private boolean letter(KeyCode code, boolean forward) {
        switch (code) {
            case E -> toLevel(Level.ERROR, forward);
            case W -> toLevel(Level.WARN, forward);
            case N -> toHitOrBookmark(forward);
            case B -> navigator.toggleBookmark();
            case M -> mark();
            case J -> navigator.toLine(true);
            case K -> navigator.toLine(false);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void toLevel(Level level, boolean forward) {
        String none = level == Level.ERROR ? "none.errors" : "none.warnings";
        boolean looking = navigator.toLevel(level, forward, found -> say(found, none));
        // Everybody who is asked may answer before this thread goes on.
        if (looking && parts.levels().isUnderWay()) {
            notice.accept(parts.words().format("level.looking"));
            documentChanged.run();
        }
    }

    private void toHitOrBookmark(boolean forward) {
        if (parts.find().isOpen()) {
            parts.find().nextOrOpen(!forward);
        } else {
            say(navigator.toBookmark(forward), "bookmarks.none");
        }
    }

    private void say(boolean found, String otherwise) {
        notice.accept(found ? "" : parts.words().format(otherwise));
    }
}
