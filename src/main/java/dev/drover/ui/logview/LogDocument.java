package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The lines that the view shows, bounded by number and by characters: old ones are trimmed and
 * counted. Row numbers are those of the visible rows and stay the same until the filter changes
 * ({@link #epoch()}). The frames of a stack trace are folded into the line above them. FX thread
 * only.
 */
final class LogDocument {

    private final int maxRows;
    private final long maxChars;
    private final EntryRing all = new EntryRing();
    final Bookmarks bookmarks = new Bookmarks();
    private final EntryRing visible = new EntryRing();
    private final Map<LogKey, LogEntry> partials = new HashMap<>();
    private final Map<LogKey, LogEntry> heads = new HashMap<>();
    private final LevelCounts counts = new LevelCounts();
    private final Visibility visibility = new Visibility();
    private final DocumentEdges edges =
            new DocumentEdges(all, visible, visibility, counts, bookmarks);
    private boolean pretty = true;
    private long trimmed;
    private long lost;
    private int epoch;
    private int wider;
    private long changedFrom = Long.MAX_VALUE;
    private Consumer<LogRow> onTrimmed = _ -> {};

    LogDocument(int maxRows, long maxChars) {
        this.maxRows = maxRows;
        this.maxChars = maxChars;
    }

    long firstRow() {
        return visible.first();
    }

    /** The number after the last visible row. */
    long endRow() {
        return visible.end();
    }

    int rowCount() {
        return visible.size();
    }

    LogRow row(long number) {
        return visible.get(number).row();
    }

    LogEntry entry(long number) {
        return visible.get(number);
    }

    /** Visible rows. */
    List<LogEntry> visible(long from, long to) {
        return visible.copy(from, to);
    }

    List<LogRow> rows(long from, long to) {
        return visible.copy(from, to).stream().map(LogEntry::row).toList();
    }

    /** Everything that is held, visible or not. */
    List<LogEntry> entries() {
        return all.copy(all.first(), all.end());
    }

    List<LogEntry> entriesFrom(long position) {
        return all.copy(position, all.end());
    }

    int size() {
        return all.size();
    }

    /** Lines of output that are held; or those of them that are visible. */
    int lines(boolean shown) {
        return shown ? visible.lines() : all.lines();
    }

    /** The position after the last row that is held. */
    long endPosition() {
        return all.end();
    }

    /** Lines of each level that are held, as far as process, stream and time are shown. */
    LevelCounts counts() {
        return counts;
    }

    /** Rows that were dropped because the document was full. */
    long trimmed() {
        return trimmed;
    }

    /** Lines that never got here, as far as somebody counted them. */
    long lost() {
        return lost;
    }

    /** Width of the widest row that was ever visible, in cells. */
    int maxCells() {
        return Math.max(visible.widest(), wider);
    }

    /** Grows whenever row numbers lose their meaning. */
    int epoch() {
        return epoch;
    }

    /** True when a row is still held. */
    boolean holds(LogEntry entry) {
        return entry.position >= all.first()
                && entry.position < all.end()
                && all.get(entry.position) == entry;
    }

    /** True when the filters let a row through, folded or not. */
    boolean isShown(LogEntry entry) {
        return entry.isVisible() || visibility.passes(entry);
    }

    /** The number of a row, of the line that it is folded into, or of the next visible one. */
    long numberFrom(LogEntry entry) {
        LogEntry head = entry.head;
        if (!entry.isVisible() && head != null && head.isVisible()) {
            return head.number;
        }
        for (long n = Math.max(entry.position, all.first()); n < all.end(); n++) {
            if (all.get(n).isVisible()) {
                return all.get(n).number;
            }
        }
        return visible.end();
    }

    /**
     * Takes rows in order; a row completes the partial one of its process and stream in its place.
     */
    void append(List<LogRow> rows) {
        boolean moved = false;
        for (LogRow row : rows) {
            if (row instanceof LogRow.Output output) {
                moved |= appendOutput(inForm(output));
            } else {
                add(row, null);
            }
        }
        trim();
        if (moved) {
            rebuild();
        }
    }

    /** Takes older rows, in order, before all others. The numbers of the others stay the same. */
    void prepend(List<LogRow> rows) {
        edges.prepend(
                rows.stream()
                        .map(row -> row instanceof LogRow.Output output ? inForm(output) : row)
                        .toList());
    }

    /** Drops the youngest rows until there are no more than it may hold; {@code gone} gets them. */
    void trimEnd(Consumer<LogRow> gone) {
        while (isOverfull()) {
            gone.accept(edges.removeLast().row());
        }
        partials.values().removeIf(entry -> !holds(entry));
        visibility.setJudgedTo(Math.min(visibility.judgedTo(), all.end()));
    }

    int maxRows() {
        return maxRows;
    }

    boolean isFull() {
        return all.size() >= maxRows || all.chars() >= maxChars;
    }

    private boolean isOverfull() {
        return all.size() > maxRows || all.chars() > maxChars && all.size() > 1;
    }

    /** Drops what is hidden: makes room for more of what is not. */
    void dropHidden() {
        edges.dropHidden();
        rebuild();
    }

    /** {@code told} gets each row that is dropped at the front because there are too many. */
    void setOnTrimmed(Consumer<LogRow> told) {
        onTrimmed = told;
    }

    /** Counts rows that were dropped before they got here. */
    void addTrimmed(long count) {
        trimmed += count;
    }

    void addLost(long count) {
        lost += count;
    }

    /**
     * The lowest row whose text changed since the last call; {@link Long#MAX_VALUE} when none did.
     */
    long takeChangedFrom() {
        long from = changedFrom;
        changedFrom = Long.MAX_VALUE;
        return from;
    }

    /** Shows the rows that {@code newFilter} accepts. */
    void show(RowFilter newFilter) {
        visibility.show(newFilter);
        rebuild();
    }

    /** Shows stack traces folded, or every frame. */
    void setFolding(boolean fold) {
        visibility.setFolding(fold);
        rebuild();
    }

    /** Opens or closes the stack traces below some rows. */
    void setOpen(List<LogEntry> heads, boolean open) {
        heads.forEach(head -> head.open = open);
        rebuild();
    }

    /** Shows JSON objects in short, or as they were written. */
    void setPretty(boolean shorten) {
        pretty = shorten;
        for (LogEntry entry : entries()) {
            if (entry.row() instanceof LogRow.Output output) {
                all.exchange(entry, inForm(output));
            }
        }
        rebuild();
    }

    /** Forgets what a text filter said; rows that come from now on wait for {@link #judge}. */
    void sift(@Nullable TextFilter newText) {
        visibility.sift(newText, all.end());
        if (newText == null) {
            entries().forEach(entry -> entry.matched = true);
            rebuild();
        }
    }

    /**
     * What the text filter says about rows that may be shown already.
     *
     * @param first it has not spoken before: it accepts none of the others yet
     */
    void rejudge(List<LogEntry> entries, BitSet accepted, boolean first) {
        if (first) {
            entries().forEach(entry -> entry.matched = false);
        }
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).matched = accepted.get(i);
        }
        rebuild();
    }

    /** What the text filter says about the next rows, in order. */
    void judge(List<LogEntry> entries, BitSet accepted) {
        for (int i = 0; i < entries.size(); i++) {
            LogEntry entry = entries.get(i);
            entry.matched = accepted.get(i);
            visibility.setJudgedTo(Math.max(visibility.judgedTo(), entry.position + 1));
            if (holds(entry)) {
                reveal(entry);
            }
        }
    }

    /** The position up to which the text filter has spoken. */
    long judgedTo() {
        return Math.max(visibility.judgedTo(), all.first());
    }

    /** Drops everything; what comes later is shown. */
    void clear() {
        all.clear();
        visible.clear();
        partials.clear();
        heads.clear();
        counts.clear();
        visibility.setJudgedTo(all.end());
        trimmed = 0;
        lost = 0;
        epoch++;
    }

    /** True when rows after it are visible already, so that all have to be numbered anew. */
    private boolean appendOutput(LogRow.Output row) {
        LogKey key = row.key();
        LogEntry entry = partials.isEmpty() ? null : partials.get(key);
        boolean moved = false;
        if (entry != null && holds(entry)) {
            moved = replace(entry, row, key);
        } else {
            entry = add(row, headOf(row, key));
        }
        if (row.partial()) {
            partials.put(key, entry);
        } else {
            partials.remove(key);
            if (row.traits().frame() == Frame.NONE) {
                heads.put(key, entry);
            }
        }
        return moved;
    }

    private LogRow.Output inForm(LogRow.Output row) {
        return row.shown(pretty, ZoneId.systemDefault());
    }

    private @Nullable LogEntry headOf(LogRow.Output row, LogKey key) {
        return row.traits().frame() == Frame.NONE ? null : heads.get(key);
    }

    private boolean replace(LogEntry entry, LogRow.Output row, LogKey key) {
        boolean wasVisible = entry.isVisible();
        counts.remove(entry);
        all.exchange(entry, row);
        entry.head = headOf(row, key);
        counts.add(entry, visibility.filter());
        visibility.judge(entry);
        if (wasVisible && visibility.passes(entry) && !visibility.isFoldable(entry)) {
            wider = Math.max(wider, row.cells());
            changedFrom = Math.min(changedFrom, entry.number);
            return false;
        }
        if (wasVisible) {
            return true;
        }
        boolean last =
                visible.size() == 0 || visible.get(visible.end() - 1).position < entry.position;
        if (last) {
            reveal(entry);
        }
        return !last && visibility.passes(entry);
    }

    private LogEntry add(LogRow row, @Nullable LogEntry head) {
        LogEntry entry = bookmarks.entry(row, head);
        entry.position = all.add(entry);
        counts.add(entry, visibility.filter());
        reveal(entry);
        return entry;
    }

    private void reveal(LogEntry entry) {
        if (entry.isVisible() || !visibility.passes(entry)) {
            return;
        }
        if (visibility.isFoldable(entry)) {
            entry.head.addFrame(entry);
            if (!entry.head.open) {
                return;
            }
        }
        entry.number = visible.add(entry);
    }

    private void rebuild() {
        visible.clear();
        wider = 0;
        counts.clear();
        epoch++;
        for (long n = all.first(); n < all.end(); n++) {
            LogEntry entry = all.get(n);
            entry.number = LogEntry.HIDDEN;
            entry.clearFrames();
            counts.add(entry, visibility.filter());
            reveal(entry);
        }
    }

    private void trim() {
        while (isOverfull()) {
            trimmed++;
            onTrimmed.accept(edges.removeFirst().row());
        }
    }
}
