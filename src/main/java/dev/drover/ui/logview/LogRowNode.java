package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Paints one row: only the cells that can be seen are shaped, and nothing is touched when the row
 * is what it was. FX thread only.
 */
final class LogRowNode extends Region {

    private static final double MARK_WIDTH = 3;
    private static final double ERROR_TINT = 0.55;

    /** Cells between a line and what is folded into it. */
    static final int BADGE_GAP = 2;

    /** Cells after a line that belong to its badge. */
    static final int BADGE_CELLS = 24;

    private final Rectangle tint = new Rectangle();
    private final Rectangle mark = new Rectangle();
    private final Group backs = new Group();
    private final Group texts = new Group();
    private final Text time = gutterText();
    private final Text name = gutterText();
    private @Nullable Content shown;

    // The first cell and the top of the line that is painted just now.
    private int left;
    private int lineCells;
    private double y;
    private int usedTexts;
    private int usedBacks;

    /** What is painted; equal contents look the same. */
    record Content(
            LogRow row,
            boolean firstOfBlock,
            LogSelection.@Nullable Range selection,
            List<FindQuery.Match> matches,
            FindQuery.@Nullable Match current,
            Extras extras,
            int version) {

        /** Compares the row by identity: rows are immutable and long. */
        boolean looksLike(@Nullable Content other) {
            return other != null
                    && row == other.row
                    && firstOfBlock == other.firstOfBlock
                    && version == other.version
                    && Objects.equals(selection, other.selection)
                    && matches.equals(other.matches)
                    && Objects.equals(current, other.current)
                    && extras.equals(other.extras);
        }
    }

    /**
     * What a row has beside its text.
     *
     * @param badge how many frames are folded into it; empty when none are
     * @param current the keyboard's commands are about it
     * @param above time of the row above, when the column of times is about it; else the epoch
     */
    record Extras(String badge, boolean current, boolean bookmarked, Instant above) {}

    LogRowNode() {
        setManaged(false);
        setMouseTransparent(true);
        for (Node node : List.of(tint, mark, backs, time, name, texts)) {
            node.setManaged(false);
        }
        backs.setAutoSizeChildren(false);
        texts.setAutoSizeChildren(false);
        getChildren().addAll(tint, mark, backs, time, name, texts);
    }

    /** Paints {@code content} unless it is painted already. */
    void show(Content content, int lines, LogFrame frame) {
        if (content.looksLike(shown)) {
            return;
        }
        shown = content;
        usedTexts = 0;
        usedBacks = 0;
        paintGutter(content, lines, frame);
        left = frame.left();
        lineCells = frame.visibleCells();
        y = 0;
        switch (content.row()) {
            case LogRow.Output output -> paintLines(output, content, lines, frame);
            case LogRow.Boundary boundary -> {
                left = 0;
                paintBoundary(boundary, frame);
                paintMarks(content, frame);
            }
        }
        hideRest(texts, usedTexts);
        hideRest(backs, usedBacks);
    }

    private void paintLines(LogRow.Output row, Content content, int lines, LogFrame frame) {
        for (int line = 0; line < lines; line++) {
            if (lines > 1) {
                left = line * frame.wrapCells();
                lineCells = frame.wrapCells();
                y = line * frame.font().rowHeight();
            }
            paintOutput(row, frame);
            paintMarks(content, frame);
        }
        paintBadge(row, content.extras().badge(), frame);
    }

    /** After the end of the text; it takes no part in it. */
    private void paintBadge(LogRow.Output row, String badge, LogFrame frame) {
        if (!badge.isEmpty()) {
            Text text = nextText();
            place(text, frame, frame.textX() + frame.cells(row.cells() + BADGE_GAP - left));
            text.setY(frame.font().textTop() + y);
            text.setText(badge);
            text.setFill(frame.theme().muted());
            text.setUnderline(false);
            text.setStrikethrough(false);
        }
    }

    private void paintGutter(Content content, int lines, LogFrame frame) {
        LogRow row = content.row();
        Level level = row instanceof LogRow.Output o ? o.traits().level() : Level.INFO;
        boolean error = level == Level.ERROR;
        boolean boundary = row instanceof LogRow.Boundary;
        boolean current = content.extras().current();
        double height = frame.font().rowHeight() * lines;
        tint.setVisible(error || boundary || current);
        tint.setWidth(frame.width());
        tint.setHeight(height);
        tint.setOpacity(error && !current ? ERROR_TINT : 1);
        tint.setFill(tintColor(error, current, frame.theme()));
        mark.setWidth(content.extras().bookmarked() ? 2 * MARK_WIDTH : MARK_WIDTH);
        mark.setHeight(height);
        Color color = markColor(content, level, frame.theme());
        mark.setVisible(color != null);
        mark.setFill(color);
        place(time, frame, LogFrame.MARGIN);
        Instant above = content.extras().above();
        Instant reference = frame.time() == TimeColumn.DELTA ? above : frame.now();
        time.setText(frame.time().text(row.at(), reference, frame.zone()));
        time.setFill(frame.theme().muted());
        LogFrame.SourceTag tag = frame.names().get(row.source());
        place(name, frame, frame.nameX());
        name.setText(tag != null && content.firstOfBlock() ? LogFrame.fitted(tag.name()) : "");
        name.setFill(
                tag == null ? frame.theme().muted() : frame.theme().palette().source(tag.color()));
    }

    private static Color tintColor(boolean error, boolean current, LogTheme theme) {
        if (current) {
            return theme.current();
        }
        return error ? theme.errorTint() : theme.boundaryTint();
    }

    private static @Nullable Color markColor(Content content, Level level, LogTheme theme) {
        if (content.extras().bookmarked()) {
            return theme.bookmark();
        }
        if (level == Level.ERROR) {
            return theme.errorMark();
        }
        if (level == Level.WARN) {
            return theme.warnMark();
        }
        boolean fromErr = content.row() instanceof LogRow.Output o && o.stream() == LogStream.ERR;
        return fromErr ? theme.muted() : null;
    }

    private static void place(Text text, LogFrame frame, double x) {
        text.setFont(frame.font().regular());
        text.setX(x);
        text.setY(frame.font().textTop());
    }

    private void paintBoundary(LogRow.Boundary row, LogFrame frame) {
        Brush brush = new Brush(SgrStyle.PLAIN, frame.theme().muted());
        paintUnits(row.text(), 0, row.text().length(), brush, frame);
    }

    private void paintOutput(LogRow.Output row, LogFrame frame) {
        int length = row.text().length();
        int from;
        int to;
        if (row.simple()) {
            from = Math.min(length, left);
            to = Math.min(length, left + lineCells);
        } else {
            from = Cells.indexAt(row.text(), left);
            to = Math.min(length, Cells.indexAt(row.text(), left + lineCells));
        }
        int at = from;
        for (StyleSpan span : row.spans()) {
            int start = Math.clamp(span.start(), at, to);
            int end = Math.clamp(span.end(), at, to);
            paintRun(row, at, start, SgrStyle.PLAIN, frame);
            paintRun(row, start, end, span.style(), frame);
            at = end;
        }
        paintRun(row, at, to, SgrStyle.PLAIN, frame);
    }

    private void paintRun(LogRow.Output row, int from, int to, SgrStyle style, LogFrame frame) {
        if (from >= to) {
            return;
        }
        AnsiPalette.Paints paints = frame.theme().palette().paints(style);
        boolean library = row.traits().frame() == Frame.LIBRARY && style.isPlain();
        boolean dimmed = library || row.traits().json() != null && style.dim();
        Color color = dimmed ? frame.theme().muted() : paints.text();
        int cell = row.simple() ? from : Cells.cellOf(row.text(), from);
        int endCell = row.simple() ? to : Cells.cellOf(row.text(), to);
        if (paints.background() != null) {
            back(cell, endCell, paints.background(), frame);
        }
        if (row.simple()) {
            paintText(row.text().substring(from, to), cell, style, color, frame);
            return;
        }
        paintUnits(row.text(), from, to, new Brush(style, color), frame);
    }

    private record Brush(SgrStyle style, Color color) {}

    private void paintUnits(String text, int from, int to, Brush brush, LogFrame frame) {
        int cell = Cells.cellOf(text, from);
        int at = from;
        while (at < to) {
            int next = PaintUnits.end(text, at, to);
            String unit = text.substring(at, next);
            int cells = Cells.width(unit);
            Text painted = paintText(unit, cell, brush.style(), brush.color(), frame);
            if (!Cells.isSimple(unit)) {
                squeeze(painted, frame.cells(cells));
            }
            cell += cells;
            at = next;
        }
    }

    /** A character of another font may be wider than its cells. */
    private static void squeeze(Text text, double width) {
        double natural = text.getLayoutBounds().getWidth();
        if (natural > width && width > 0) {
            text.setScaleX(width / natural);
            text.setX(text.getX() - (natural - width) / 2);
        }
    }

    private Text paintText(String part, int cell, SgrStyle style, Color color, LogFrame frame) {
        Text text = nextText();
        text.setFont(frame.font().of(style));
        text.setX(frame.textX() + frame.cells(cell - left));
        text.setY(frame.font().textTop() + y);
        text.setText(part);
        text.setFill(color);
        text.setUnderline(style.underline());
        text.setStrikethrough(style.strikethrough());
        return text;
    }

    private void paintMarks(Content content, LogFrame frame) {
        String text = content.row().text();
        LogSelection.Range selection = content.selection();
        if (selection != null) {
            int end = Cells.cellOf(text, selection.end()) + (selection.newline() ? 1 : 0);
            int start = Cells.cellOf(text, selection.start());
            back(start, end, frame.theme().selection(), frame);
        }
        for (FindQuery.Match match : content.matches()) {
            boolean current = match.equals(content.current());
            int from = Cells.cellOf(text, match.start());
            int to = Cells.cellOf(text, match.end());
            back(from, to, frame.theme().match(), frame);
            if (current && usedBacks > 0) {
                Rectangle outlined = (Rectangle) backs.getChildren().get(usedBacks - 1);
                outlined.setStroke(frame.theme().currentMatch());
            }
        }
    }

    private void back(int fromCell, int toCell, Color color, LogFrame frame) {
        int from = Math.max(0, fromCell - left);
        int to = Math.min(lineCells, toCell - left);
        if (from >= to) {
            return;
        }
        Rectangle back = nextBack();
        // Cells are no whole number of pixels wide: two edges in one pixel would show a seam.
        double x = snapPositionX(frame.textX() + frame.cells(from));
        back.setX(x);
        back.setY(y);
        back.setWidth(snapPositionX(frame.textX() + frame.cells(to)) - x);
        back.setHeight(frame.font().rowHeight());
        back.setFill(color);
    }

    private Text nextText() {
        if (usedTexts == texts.getChildren().size()) {
            texts.getChildren().add(gutterText());
        }
        Text text = (Text) texts.getChildren().get(usedTexts);
        usedTexts++;
        text.setVisible(true);
        text.setScaleX(1);
        return text;
    }

    private Rectangle nextBack() {
        if (usedBacks == backs.getChildren().size()) {
            backs.getChildren().add(new Rectangle());
        }
        Rectangle back = (Rectangle) backs.getChildren().get(usedBacks);
        usedBacks++;
        back.setVisible(true);
        back.setStroke(null);
        back.setStrokeWidth(2);
        back.setStrokeType(StrokeType.INSIDE);
        return back;
    }

    private static void hideRest(Group group, int used) {
        int size = group.getChildren().size();
        if (size > 64 && size > used * 2) {
            group.getChildren().remove(Math.max(used, 8), size);
        }
        for (int i = used; i < group.getChildren().size(); i++) {
            group.getChildren().get(i).setVisible(false);
        }
    }

    /** Style sheets would give the text the window's font at the first pulse and at each theme. */
    private static final class UnstyledText extends Text {
        @Override
        public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
            return List.of();
        }
    }

    private static Text gutterText() {
        Text text = new UnstyledText();
        text.setTextOrigin(VPos.TOP);
        text.setManaged(false);
        return text;
    }
}
