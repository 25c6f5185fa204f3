package dev.drover.ui.logview;

import dev.drover.logfile.LimitedText;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Applies the text filter to the document: in the background, the newest rows first, then whatever
 * is appended. FX thread only.
 */
final class LogSieve {

    private static final int SLICE = 20_000;

    private final LogDocument document;
    private final Executor background;
    private final Runnable changed;
    private @Nullable TextFilter filter;
    private int generation;
    private boolean running;
    private boolean tooSlow;

    /** {@code changed} runs on the FX thread after rows were shown or hidden. */
    LogSieve(LogDocument document, Executor background, Runnable changed) {
        this.document = document;
        this.background = background;
        this.changed = changed;
    }

    /** Shows what another filter accepts; with null everything. */
    void filter(@Nullable TextFilter newFilter) {
        filter = newFilter;
        generation++;
        tooSlow = false;
        running = newFilter != null;
        document.sift(newFilter);
        if (newFilter != null) {
            List<LogEntry> entries = document.entries();
            slice(newFilter, entries, entries.size());
        } else {
            changed.run();
        }
    }

    /** What is applied; null when nothing is. */
    @Nullable TextFilter filter() {
        return filter;
    }

    boolean isActive() {
        return filter != null;
    }

    /** The expression takes too long on some line; such lines are shown. */
    boolean isTooSlow() {
        return tooSlow;
    }

    /** Rows were appended. */
    void documentChanged() {
        TextFilter wanted = filter;
        if (wanted == null || running || document.judgedTo() >= document.endPosition()) {
            return;
        }
        running = true;
        List<LogEntry> entries = document.entriesFrom(document.judgedTo());
        judge(
                wanted,
                entries,
                accepted -> {
                    running = false;
                    document.judge(entries, accepted);
                    changed.run();
                });
    }

    private void slice(TextFilter wanted, List<LogEntry> entries, int end) {
        List<LogEntry> slice = entries.subList(Math.max(0, end - SLICE), end);
        judge(
                wanted,
                slice,
                accepted -> {
                    document.rejudge(slice, accepted, end == entries.size());
                    running = end > SLICE;
                    if (running) {
                        slice(wanted, entries, end - SLICE);
                    }
                    changed.run();
                });
    }

    private void judge(TextFilter wanted, List<LogEntry> entries, Consumer<BitSet> then) {
        int asked = generation;
        List<LogRow> rows = entries.stream().map(LogEntry::row).toList();
        background.execute(
                () -> {
                    Verdict verdict = verdict(wanted, rows);
                    FxThread.EXECUTOR.execute(
                            () -> {
                                if (asked == generation) {
                                    tooSlow |= verdict.tooSlow();
                                    then.accept(verdict.accepted());
                                }
                            });
                });
    }

    private record Verdict(BitSet accepted, boolean tooSlow) {}

    private static Verdict verdict(TextFilter wanted, List<LogRow> rows) {
        BitSet accepted = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            try {
                accepted.set(i, wanted.accepts(rows.get(i)));
            } catch (LimitedText.TooSlowException _) {
                accepted.set(i, rows.size());
                return new Verdict(accepted, true);
            }
        }
        return new Verdict(accepted, false);
    }

    /** Judges one row at once; one that takes too long is accepted. */
    static boolean accepts(TextFilter wanted, LogRow row) {
        try {
            return wanted.accepts(row);
        } catch (LimitedText.TooSlowException _) {
            return true;
        }
    }
}
