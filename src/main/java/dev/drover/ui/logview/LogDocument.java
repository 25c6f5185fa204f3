package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final EntryRing visible = new EntryRing();
    private final Map<Key, LogEntry> partials = new HashMap<>();
    private final Map<Key, LogEntry> heads = new HashMap<>();
    private final LevelCounts counts = new LevelCounts();
    private RowFilter filter = RowFilter.ALL;
    private @Nullable TextFilter text;
    private boolean folding = true;
    private boolean pretty = true;
    private long judgedTo;
    private long chars;
    private long trimmed;
    private long lost;
    private int maxCells;
    private int epoch;
    private long changedFrom = Long.MAX_VALUE;

    private record Key(int source, LogStream stream) {}

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

    /** Rows held, visible or not. */
    int size() {
        return all.size();
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
        return maxCells;
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
        return entry.isVisible() || passes(entry);
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
                moved |= appendOutput(output.shown(pretty, ZoneId.systemDefault()));
            } else {
                add(row, null);
            }
        }
        trim();
        if (moved) {
            rebuild();
        }
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
        filter = newFilter;
        rebuild();
    }

    /** Shows stack traces folded, or every frame. */
    void setFolding(boolean fold) {
        folding = fold;
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
                replaceRow(entry, output.shown(pretty, ZoneId.systemDefault()));
            }
        }
        rebuild();
    }

    /** Forgets what a text filter said; rows that come from now on wait for {@link #judge}. */
    void sift(@Nullable TextFilter newText) {
        text = newText;
        judgedTo = all.end();
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
            judgedTo = Math.max(judgedTo, entry.position + 1);
            if (holds(entry)) {
                reveal(entry);
            }
        }
    }

    /** The position up to which the text filter has spoken. */
    long judgedTo() {
        return Math.max(judgedTo, all.first());
    }

    /** Drops everything; what comes later is shown. */
    void clear() {
        all.clear();
        visible.clear();
        partials.clear();
        heads.clear();
        counts.clear();
        judgedTo = all.end();
        chars = 0;
        trimmed = 0;
        lost = 0;
        maxCells = 0;
        epoch++;
    }

    /** True when rows after it are visible already, so that all have to be numbered anew. */
    private boolean appendOutput(LogRow.Output row) {
        Key key = new Key(row.source(), row.stream());
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

    private @Nullable LogEntry headOf(LogRow.Output row, Key key) {
        return row.traits().frame() == Frame.NONE ? null : heads.get(key);
    }

    private boolean replace(LogEntry entry, LogRow.Output row, Key key) {
        boolean wasVisible = entry.isVisible();
        counts.remove(entry);
        replaceRow(entry, row);
        entry.head = headOf(row, key);
        counts.add(entry, filter);
        if (text != null && entry.position < judgedTo) {
            entry.matched = LogSieve.accepts(text, row);
        }
        if (wasVisible && passes(entry) && !isFoldable(entry)) {
            maxCells = Math.max(maxCells, row.cells());
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
        return !last && passes(entry);
    }

    private void replaceRow(LogEntry entry, LogRow row) {
        chars += row.text().length() - entry.row().text().length();
        entry.setRow(row);
    }

    private LogEntry add(LogRow row, @Nullable LogEntry head) {
        LogEntry entry = new LogEntry(row, head);
        chars += row.text().length();
        entry.position = all.add(entry);
        counts.add(entry, filter);
        reveal(entry);
        return entry;
    }

    private void reveal(LogEntry entry) {
        if (entry.isVisible() || !passes(entry)) {
            return;
        }
        if (isFoldable(entry)) {
            entry.head.addFrame(entry);
            if (!entry.head.open) {
                return;
            }
        }
        maxCells = Math.max(maxCells, entry.row().cells());
        entry.number = visible.add(entry);
    }

    private boolean isFoldable(LogEntry entry) {
        LogEntry head = entry.head;
        return folding && head != null && head.isVisible();
    }

    private boolean passes(LogEntry entry) {
        return filter.shows(entry.row()) && (text == null || passesText(entry, text));
    }

    /** Frames go with the line above them. */
    private boolean passesText(LogEntry entry, TextFilter wanted) {
        if (entry.position >= judgedTo) {
            return false;
        }
        LogEntry head = entry.head;
        if (head == null) {
            return entry.matched;
        }
        return wanted.hide() ? entry.matched && head.matched : entry.matched || head.matched;
    }

    private void rebuild() {
        visible.clear();
        counts.clear();
        maxCells = 0;
        epoch++;
        for (long n = all.first(); n < all.end(); n++) {
            LogEntry entry = all.get(n);
            entry.number = -1;
            entry.clearFrames();
            counts.add(entry, filter);
            reveal(entry);
        }
    }

    private void trim() {
        while (all.size() > maxRows || chars > maxChars && all.size() > 1) {
            LogEntry entry = all.removeFirst();
            chars -= entry.row().text().length();
            trimmed++;
            counts.remove(entry);
            if (entry.isVisible()) {
                visible.removeFirst();
                entry.number = -1;
            }
        }
    }
}
