package dev.drover.ui.logview;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Shows a document of any size with a pool of rows as large as the window. Following the end is a
 * state of the scroll position: scrolling up pauses, reaching the end follows again. FX thread
 * only.
 */
public final class LogView extends Region {

    private static final double FONT_SIZE = 13;

    /** Part of the scroll bar that its thumb takes at least, so that it can be grabbed. */
    private static final double SMALLEST_THUMB = 0.08;

    private final LogTheme theme = new LogTheme(this, this::colorsChanged);
    private final MonospaceFont font = MonospaceFont.ofSize(FONT_SIZE);
    private final LogSelection selection = new LogSelection();
    private final List<LogRowNode> pool = new ArrayList<>();
    private final Pane rows = new Pane();
    private final Rectangle clip = new Rectangle();
    private final ScrollBar vertical = new ScrollBar();
    private final ScrollBar horizontal = new ScrollBar();
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final ReadOnlyLongWrapper newRows = new ReadOnlyLongWrapper(this, "newRows", 0);
    private LogDocument document = new LogDocument(1, 1);
    private LogFinder finder = new LogFinder(document, Runnable::run, () -> {});
    private TimeColumn time = TimeColumn.OFF;
    private Map<Integer, LogFrame.SourceTag> names = Map.of();
    private double top;
    private int left;
    private int version;
    private int epoch;
    private long pausedEnd;
    private boolean layingOut;
    private LogFrame frame = newFrame(0);
    private Runnable onColorsChanged = () -> {};

    /** An empty view; its controller gives it a document. */
    public LogView() {
        getStyleClass().add("log-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        vertical.setOrientation(Orientation.VERTICAL);
        rows.setClip(clip);
        rows.setMouseTransparent(true);
        getChildren().addAll(rows, vertical, horizontal);
        vertical.valueProperty().addListener((_, _, value) -> scrolledByBar(value.doubleValue()));
        horizontal.valueProperty().addListener((_, _, value) -> scrollToColumn(value.intValue()));
        following.addListener((_, _, follow) -> followChanged(follow));
        new LogViewInput(this).install();
    }

    /** True while new lines scroll into view. */
    public BooleanProperty followingProperty() {
        return following;
    }

    /** Rows that came since following was paused; 0 while following. */
    public ReadOnlyLongProperty newRowsProperty() {
        return newRows.getReadOnlyProperty();
    }

    void show(LogDocument newDocument, LogFinder newFinder) {
        document = newDocument;
        finder = newFinder;
        documentChanged();
    }

    void setTime(TimeColumn column) {
        time = column;
        repaint();
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
            selection.clear();
            top = document.firstRow();
            left = 0;
            pausedEnd = document.endRow();
            following.set(true);
            version++;
        }
        if (!following.get()) {
            newRows.set(Math.max(0, document.endRow() - pausedEnd));
        }
        if (following.get() || !showsStillTheSame()) {
            requestLayout();
        }
    }

    /**
     * A paused view is not touched by rows that come below it; its scroll bar follows with the
     * figures, a few times a second.
     */
    private boolean showsStillTheSame() {
        return top >= document.firstRow() && top + visibleRows() <= pausedEnd;
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
        following.set(top >= maxTop() - 0.01);
        requestLayout();
    }

    void scrollToColumn(int column) {
        int newLeft = Math.clamp(column, 0, Math.max(0, maxLeft()));
        if (newLeft != left) {
            left = newLeft;
            repaint();
        }
    }

    void scrollColumnsBy(int columns) {
        scrollToColumn(left + columns);
    }

    /** Scrolls as little as needed to show a hit. */
    void reveal(FindQuery.Match match) {
        double shown = visibleRows();
        if (match.row() < top + 1 || match.row() > top + shown - 2) {
            scrollTo(match.row() - shown / 3);
        }
        if (match.row() < document.firstRow() || match.row() >= document.endRow()) {
            return;
        }
        String text = document.row(match.row()).text();
        int cell = Cells.cellOf(text, match.start());
        int end = Cells.cellOf(text, match.end());
        if (cell < left || end > left + frame.visibleCells() - 2) {
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
        return (long) top;
    }

    int leftColumn() {
        return left;
    }

    /** Rows that fit, the last one maybe cut. */
    double visibleRows() {
        return Math.max(1, contentHeight() / font.rowHeight());
    }

    /** Last column that can be scrolled to the left edge. */
    int maxLeft() {
        return document.maxCells() + 2 - Math.max(1, frame.visibleCells());
    }

    /** The place in the text under a point of this view; outside it, the nearest one. */
    LogSelection.Place placeAt(double x, double y) {
        long row = (long) Math.floor(top + y / font.rowHeight());
        row = Math.clamp(row, document.firstRow(), Math.max(document.firstRow(), lastRow()));
        if (document.rowCount() == 0) {
            return new LogSelection.Place(row, 0);
        }
        LogRow content = document.row(row);
        int shift = content instanceof LogRow.Output ? left : 0;
        int cell = (int) Math.round((x - frame.textX()) / font.cellWidth()) + shift;
        boolean grid = content.cells() == content.text().length();
        int index = grid ? cell : Cells.indexAt(content.text(), Math.max(0, cell));
        return new LogSelection.Place(row, Math.clamp(index, 0, content.text().length()));
    }

    double contentHeight() {
        double bar = horizontal.isVisible() ? horizontal.prefHeight(-1) : 0;
        return Math.max(0, getHeight() - bar);
    }

    void selectAll() {
        selection.startAt(new LogSelection.Place(document.firstRow(), 0));
        selection.extendTo(new LogSelection.Place(lastRow(), Integer.MAX_VALUE));
        requestLayout();
    }

    /** Puts the selected text on the clipboard; the gutter is never part of it. */
    void copy() {
        if (!selection.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(selection.text(document));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private long lastRow() {
        return document.endRow() - 1;
    }

    private double maxTop() {
        return Math.max(document.firstRow(), document.endRow() - visibleRows());
    }

    private void scrolledByBar(double value) {
        if (!layingOut) {
            scrollTo(document.firstRow() + value);
        }
    }

    private void followChanged(boolean follow) {
        pausedEnd = document.endRow();
        newRows.set(0);
        if (follow) {
            top = maxTop();
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        layingOut = true;
        double barWidth = vertical.prefWidth(-1);
        double width = Math.max(0, getWidth() - barWidth);
        updateFrame(width);
        boolean wide = maxLeft() > 0;
        if (horizontal.isVisible() != wide) {
            horizontal.setVisible(wide);
        }
        double height = contentHeight();
        top = following.get() ? maxTop() : Math.clamp(top, document.firstRow(), maxTop());
        vertical.resizeRelocate(width, 0, barWidth, height);
        horizontal.resizeRelocate(0, height, width, getHeight() - height);
        rows.resizeRelocate(0, 0, width, height);
        clip.setWidth(width);
        clip.setHeight(height);
        updateBars();
        layoutRows(height);
        layingOut = false;
    }

    private void updateBars() {
        double hidden = maxTop() - document.firstRow();
        vertical.setVisible(hidden > 0);
        vertical.setMax(hidden);
        double shown = visibleRows() / Math.max(1.0, document.rowCount());
        vertical.setVisibleAmount(hidden * Math.max(SMALLEST_THUMB, shown));
        vertical.setUnitIncrement(1);
        vertical.setBlockIncrement(visibleRows() - 1);
        vertical.setValue(top - document.firstRow());
        horizontal.setMax(Math.max(0, maxLeft()));
        double part = frame.visibleCells() / (document.maxCells() + 2.0);
        horizontal.setVisibleAmount(horizontal.getMax() * Math.max(SMALLEST_THUMB, part));
        horizontal.setUnitIncrement(4);
        horizontal.setBlockIncrement(frame.visibleCells() / 2.0);
        horizontal.setValue(left);
    }

    private void layoutRows(double height) {
        int wanted = (int) Math.ceil(height / font.rowHeight()) + 1;
        while (pool.size() < wanted) {
            LogRowNode node = new LogRowNode();
            pool.add(node);
            rows.getChildren().add(node);
        }
        while (pool.size() > wanted) {
            rows.getChildren().remove(pool.removeLast());
        }
        long first = (long) Math.floor(top);
        for (long n = first; n < first + pool.size(); n++) {
            LogRowNode node = pool.get((int) Math.floorMod(n, (long) pool.size()));
            boolean exists = n < document.endRow() && n >= document.firstRow();
            node.setVisible(exists);
            if (exists) {
                node.show(content(n, n == first), frame);
                node.relocate(0, Math.round((n - top) * font.rowHeight()));
            }
        }
    }

    private LogRowNode.Content content(long number, boolean firstInView) {
        LogRow row = document.row(number);
        boolean first =
                firstInView
                        || number == document.firstRow()
                        || document.row(number - 1).source() != row.source();
        return new LogRowNode.Content(
                row,
                first,
                selection.in(number, row.text().length()),
                finder.in(number),
                finder.current(),
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
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 320;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return LogTheme.cssMetaData();
    }
}
