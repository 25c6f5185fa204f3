package dev.drover.ui.logview;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Shows a document of any size with a pool of rows as large as the window. Following the end is a
 * state of the scroll position: scrolling up pauses, reaching the end follows again. FX thread
 * only.
 */
public final class LogView extends Region {

    private static final double FONT_SIZE = 13;

    private final LogTheme theme = new LogTheme(this, this::colorsChanged);
    private final MonospaceFont font = MonospaceFont.ofSize(FONT_SIZE);
    private final LogSelection selection = new LogSelection();
    private final RowGeometry geometry = new RowGeometry();
    private final LogRows rows = new LogRows(geometry);
    private final LogTicks ticks = new LogTicks();
    private final LogBars bars =
            new LogBars(value -> scrollTo(document().firstRow() + value), this::scrollToColumn);
    private LogExtent extent = LogExtent.WHOLE;
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final NewRows newRows = new NewRows(this);
    private LogDocument document = new LogDocument(1, 1);
    private LogFinder finder = new LogFinder(document, Runnable::run, () -> {});
    private TimeColumn time = TimeColumn.OFF;
    private Map<Integer, LogFrame.SourceTag> names = Map.of();
    private double top;
    private int left;
    private int version;
    private int epoch;
    private LogFrame frame = newFrame(0);
    private Runnable onColorsChanged = () -> {};
    private Function<LogEntry, String> badges = _ -> "";
    private LogCommands commands = LogCommands.NONE;
    private final ViewAnchors anchors = new ViewAnchors();

    /** An empty view; its controller gives it a document. */
    public LogView() {
        getStyleClass().add("log-view");
        setPrefSize(640, 320);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        getChildren().addAll(rows.pane(), bars.vertical(), ticks, bars.horizontal());
        following.addListener((_, _, follow) -> followChanged(follow));
        new LogViewInput(this).install();
    }

    /** True while new lines scroll into view. */
    public BooleanProperty followingProperty() {
        return following;
    }

    /** Rows that came since following was paused; 0 while following. */
    public ReadOnlyLongProperty newRowsProperty() {
        return newRows.property();
    }

    void show(LogDocument newDocument, LogFinder newFinder) {
        document = newDocument;
        finder = newFinder;
        documentChanged();
    }

    /** The whole log, of which the document holds a part. */
    void setExtent(LogExtent whole) {
        extent = whole;
        bars.setExtent(whole);
    }

    NewRows newRows() {
        return newRows;
    }

    void setTime(TimeColumn column) {
        time = column;
        repaint();
    }

    void setCommands(LogCommands newCommands) {
        commands = newCommands;
    }

    LogCommands commands() {
        return commands;
    }

    /** What is said after a line about the frames below it; empty when there are none. */
    void setBadges(Function<LogEntry, String> words) {
        badges = words;
    }

    /** Breaks long lines at the right edge, or scrolls them sideways. */
    void setWrap(boolean wrap) {
        geometry.setWrap(wrap);
        left = 0;
        repaint();
        extent.viewed();
    }

    void setNames(Map<Integer, LogFrame.SourceTag> tags) {
        names = Map.copyOf(tags);
        repaint();
    }

    /** {@code action} runs whenever the style sheet gave other colours. */
    void setOnColorsChanged(Runnable action) {
        onColorsChanged = action;
    }

    private void colorsChanged() {
        onColorsChanged.run();
        repaint();
    }

    /** Rows were added, trimmed or hidden. Paints at the next pulse. */
    void documentChanged() {
        if (epoch != document.epoch()) {
            epoch = document.epoch();
            renumbered();
        }
        if (!following.get()) {
            newRows.endsAt(document);
        }
        if (following.get() || !showsStillTheSame()) {
            requestLayout();
        }
        extent.viewed();
    }

    /** Keeps the place of a reader, and the current row, as far as they are still there. */
    private void renumbered() {
        selection.clear();
        LogEntry current = current();
        if (current != null) {
            selection.startAt(new LogSelection.Place(document.numberFrom(current), 0));
        }
        LogEntry anchor = anchors.top(document);
        newRows.seenTo(document.endRow());
        version++;
        if (!following.get() && anchor != null) {
            scrollTo(document.numberFrom(anchor));
        } else {
            top = document.firstRow();
            left = 0;
            following.set(extent.reachesEnd());
        }
    }

    /**
     * A paused view is not touched by rows that come below it; its scroll bar follows with the
     * figures, a few times a second.
     */
    private boolean showsStillTheSame() {
        return top >= document.firstRow() && top + visibleRows() <= newRows.seen();
    }

    /** Paints every row again at the next pulse. */
    void repaint() {
        version++;
        requestLayout();
    }

    void scrollBy(double rowCount) {
        scrollTo(top + rowCount);
    }

    /** Makes {@code row} the first one, as far as the end allows. */
    void scrollTo(double row) {
        top = Math.clamp(row, document.firstRow(), maxTop());
        anchors.rememberTop(document, topRow());
        following.set(extent.reachesEnd() && top >= maxTop() - 0.01);
        requestLayout();
        extent.viewed();
    }

    /** Makes a row the current one and scrolls as little as needed to show it. */
    void goTo(long row) {
        select(row);
        revealRow(row);
    }

    /** Makes a row the current one: keys and the menu are about it. */
    void select(long row) {
        selection.startAt(new LogSelection.Place(row, 0));
        rememberCurrent();
        requestLayout();
    }

    /** The row that keys and the menu are about; null when there is none. */
    @Nullable LogEntry current() {
        return anchors.current(document);
    }

    void rememberCurrent() {
        anchors.rememberCurrent(document, selection.caret());
    }

    /** Makes a row the current one, with what comes before it in view. */
    void showInContext(LogEntry entry) {
        long row = Math.min(document.numberFrom(entry), document.endRow() - 1);
        select(row);
        scrollTo(row - visibleRows() / 3);
    }

    void revealRow(long row) {
        double shown = visibleRows();
        if (row < top + 1 || row > top + shown - 2) {
            scrollTo(row - shown / 3);
        }
    }

    void scrollToColumn(int column) {
        int newLeft = Math.clamp(column, 0, Math.max(0, maxLeft()));
        if (newLeft != left) {
            left = newLeft;
            repaint();
        }
    }

    /** Scrolls as little as needed to show a hit. */
    void reveal(FindQuery.Match match) {
        revealRow(match.row());
        if (match.row() < document.firstRow() || match.row() >= document.endRow()) {
            return;
        }
        String text = document.row(match.row()).text();
        int cell = Cells.cellOf(text, match.start());
        int end = Cells.cellOf(text, match.end());
        if (!geometry.isWrapping() && (cell < left || end > left + frame.visibleCells() - 2)) {
            scrollToColumn(end < frame.visibleCells() - 2 ? 0 : cell - 10);
        }
    }

    LogDocument document() {
        return document;
    }

    LogSelection selection() {
        return selection;
    }

    LogTheme theme() {
        return theme;
    }

    /** The first row in view. */
    long topRow() {
        return (long) Math.floor(top);
    }

    /** The first row in view; null when there is none. */
    @Nullable LogEntry topEntry() {
        boolean there = topRow() >= document.firstRow() && topRow() < document.endRow();
        return there ? document.entry(topRow()) : null;
    }

    int leftColumn() {
        return left;
    }

    /** Rows that fit, the last one maybe cut. */
    double visibleRows() {
        return geometry.shown(document, frame, top, contentHeight());
    }

    /** Last column that can be scrolled to the left edge. */
    int maxLeft() {
        if (geometry.isWrapping()) {
            return 0;
        }
        return document.maxCells() + 2 - Math.max(1, frame.visibleCells());
    }

    /** The place in the text under a point of this view; outside it, the nearest one. */
    LogSelection.Place placeAt(double x, double y) {
        return hits().placeAt(x, y);
    }

    /** What is under the mouse. */
    LogHits hits() {
        return new LogHits(document, geometry, frame, top, left);
    }

    double contentHeight() {
        return Math.max(0, getHeight() - bars.horizontalHeight());
    }

    void selectAll() {
        selection.selectAll(document);
        requestLayout();
    }

    /** Puts the selected text on the clipboard; the gutter is never part of it. */
    void copy() {
        selection.copy(document);
    }

    private double maxTop() {
        return geometry.maxTop(document, frame, contentHeight());
    }

    private void followChanged(boolean follow) {
        newRows.restart(document.endRow());
        if (follow) {
            top = maxTop();
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(0, getWidth() - bars.vertical().prefWidth(-1));
        updateFrame(width);
        boolean wide = maxLeft() > 0;
        if (bars.horizontal().isVisible() != wide) {
            bars.horizontal().setVisible(wide);
        }
        double height = contentHeight();
        top = following.get() ? maxTop() : Math.clamp(top, document.firstRow(), maxTop());
        bars.layOut(width, height, getHeight());
        ticks.setHeight(height);
        ticks.relocate(width - LogTicks.WIDTH, 0);
        double first = document.firstRow();
        bars.showRows(maxTop() - first, top - first, visibleRows(), document.rowCount());
        bars.showColumns(maxLeft(), left, frame.visibleCells());
        anchors.rememberTop(document, topRow());
        rows.layOut(document, frame, top, height, this::content);
    }

    /** Draws the ticks beside the scroll bar anew. */
    void refreshTicks() {
        ticks.draw(document, finder, theme);
    }

    private LogRowNode.Content content(long number, boolean firstInView) {
        LogEntry entry = document.entry(number);
        LogRow row = entry.row();
        boolean first =
                firstInView
                        || number == document.firstRow()
                        || document.row(number - 1).source() != row.source();
        boolean delta = time == TimeColumn.DELTA && number > document.firstRow();
        Instant above = delta ? document.row(number - 1).at() : Instant.EPOCH;
        return new LogRowNode.Content(
                row,
                first,
                selection.in(number, row.text().length()),
                finder.in(number),
                finder.current(),
                new LogRowNode.Extras(
                        badges.apply(entry), anchors.isCurrent(entry), entry.bookmarked, above),
                version);
    }

    private void updateFrame(double width) {
        boolean same =
                frame.version() == version
                        && frame.width() == width
                        && Objects.equals(frame.names(), names);
        if (!same) {
            version++;
            frame = newFrame(width);
        }
    }

    private LogFrame newFrame(double width) {
        return new LogFrame(
                version,
                font,
                theme,
                left,
                width,
                time,
                names,
                Instant.now(),
                ZoneId.systemDefault());
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return LogTheme.cssMetaData();
    }
}
