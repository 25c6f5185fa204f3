package dev.drover.ui.logview;

import dev.drover.domain.Cause;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RunRecord;
import dev.drover.logfile.Utf8Length;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The log of one process: history and live output become one sequence of rows, each byte once. Live
 * chunks that come before the history wait; then those that the history has already are left out by
 * their offset. Safe for use by several threads; its work happens on the thread that delivers.
 */
final class LogFeed {

    /** Characters of live output that may wait for the history. */
    private static final long MAX_EARLY = 32L << 20;

    /** Characters of rows that may wait to be drawn. */
    private static final long MAX_READY = 64L << 20;

    private final int id;
    private final int maxRows;
    private final LogWords words;
    private final RunStory story;
    private final Map<LogStream, LineAssembler> assemblers = new EnumMap<>(LogStream.class);
    private final Map<LogStream, OffsetCursor> cursors = new EnumMap<>(LogStream.class);
    private final Deque<ProcessEvent.OfProcess> early = new ArrayDeque<>();
    private final ArrayDeque<LogRow> ready = new ArrayDeque<>();
    private final Map<LogStream, Long> begins = new EnumMap<>(LogStream.class);
    private boolean historyHere;
    private long earlyChars;
    private long earlyLostBytes;
    private long readyChars;
    private long trimmed;
    private int run;
    private boolean startShown;
    private boolean wholeLines;

    // A chunk named a new run before an event said that it started: their paths differ.
    private boolean outputCameFirst;

    // When the first output of the present run came; empty when that is not known.
    private Optional<Instant> runSince = Optional.empty();

    // The run that startedAt and pid are of; 0 when that is not known.
    private int startedRun;
    private Optional<Instant> startedAt;
    private OptionalLong pid;
    private Optional<Cause> startCause;

    /** What {@link #drain()} took: rows in order and the number of those that did not fit. */
    record Batch(List<LogRow> rows, long trimmed) {}

    /** What is before the history can be had elsewhere: it is to begin with a whole line. */
    void beginWithAWholeLine() {
        wholeLines = true;
    }

    /**
     * @param hidden bytes at the start of each stream's file that the user cleared
     * @param maxRows rows that may wait to be drawn; older ones are trimmed and counted
     */
    LogFeed(ProcessDescription process, Map<LogStream, Long> hidden, int maxRows, LogWords words) {
        this.id = process.id();
        this.maxRows = maxRows;
        this.words = words;
        this.startedAt = process.startedAt();
        this.pid = process.pid();
        this.startCause = process.startCause();
        this.story = new RunStory(id, words);
        for (LogStream stream : LogStream.values()) {
            assemblers.put(stream, new LineAssembler(id, stream));
            cursors.put(stream, new OffsetCursor(hidden.getOrDefault(stream, 0L)));
        }
    }

    int id() {
        return id;
    }

    /** Nothing of these streams was hidden after all; before the history. */
    synchronized void showAll(List<LogStream> streams) {
        streams.forEach(stream -> cursor(stream).showAll());
    }

    /** Takes an event of this process. */
    synchronized void live(ProcessEvent.OfProcess event) {
        if (historyHere) {
            apply(event);
            return;
        }
        early.add(event);
        earlyChars += chars(event);
        while (earlyChars > MAX_EARLY) {
            ProcessEvent.OfProcess oldest = early.removeFirst();
            earlyChars -= chars(oldest);
            if (oldest instanceof ProcessEvent.OutputWritten written) {
                earlyLostBytes += written.chunk().length();
            }
        }
    }

    /** Takes the history without a word about its runs. */
    void history(LogTail tail) {
        history(tail, List.of());
    }

    /**
     * Takes the history, then everything that waited for it.
     *
     * @param runs asked for before {@code tail} was
     */
    synchronized void history(LogTail tail, List<RunRecord> runs) {
        story.know(runs);
        Instant now = Instant.now();
        cursor(LogStream.OUT).historyEndsAt(tail.outEnd(), now);
        cursor(LogStream.ERR).historyEndsAt(tail.errEnd(), now);
        for (LogChunk chunk : tail.chunks()) {
            OffsetCursor cursor = cursor(chunk.stream());
            cursor.historySaw(chunk.at());
            String text = fromLineStart(chunk, cursor.historic(chunk));
            if (!text.isEmpty()) {
                noteRun(chunk);
                assemble(chunk, text);
            }
        }
        begins.putIfAbsent(LogStream.OUT, tail.outEnd());
        begins.putIfAbsent(LogStream.ERR, tail.errEnd());
        tellLastRuns();
        replayEarly();
    }

    /** The history may begin in the middle of a line, which is left to who reads further up. */
    private String fromLineStart(LogChunk chunk, String text) {
        LogStream stream = chunk.stream();
        if (begins.containsKey(stream)) {
            return text;
        }
        boolean cleared = text.length() < chunk.text().length();
        int newline = text.indexOf('\n');
        int cut = !wholeLines || cleared || chunk.offset() == 0 || newline < 0 ? 0 : newline + 1;
        begins.put(
                stream, chunk.offset() + chunk.length() - Utf8Length.of(text, cut, text.length()));
        return text.substring(cut);
    }

    /** Where what was taken of each stream's file begins, in bytes; empty without a history. */
    synchronized Map<LogStream, Long> begins() {
        return Map.copyOf(begins);
    }

    /** The history cannot be had: goes on with live output alone. */
    synchronized void withoutHistory() {
        replayEarly();
    }

    /** Marks that {@code lines} lines were lost before they came here. */
    synchronized void lost(long lines) {
        add(boundary(LogRow.Kind.GAP, Instant.EPOCH, words.lostLines(lines)));
    }

    /** How far each stream's file has been taken, in bytes. */
    synchronized Map<LogStream, Long> positions() {
        Map<LogStream, Long> positions = new EnumMap<>(LogStream.class);
        cursors.forEach((stream, cursor) -> positions.put(stream, cursor.position()));
        return positions;
    }

    /** Takes the rows that are ready, and open lines that grew. */
    synchronized Batch drain() {
        List<LogRow> rows = new ArrayList<>(ready);
        ready.clear();
        readyChars = 0;
        for (LineAssembler assembler : assemblers.values()) {
            assembler.partial().ifPresent(rows::add);
        }
        Batch batch = new Batch(rows, trimmed);
        trimmed = 0;
        return batch;
    }

    private void replayEarly() {
        historyHere = true;
        if (earlyLostBytes > 0) {
            add(boundary(LogRow.Kind.GAP, Instant.EPOCH, words.lostBytes(earlyLostBytes)));
        }
        early.forEach(this::apply);
        early.clear();
        earlyChars = 0;
    }

    private void apply(ProcessEvent.OfProcess event) {
        noteStart(event);
        if (event instanceof ProcessEvent.OutputWritten(_, LogChunk chunk)) {
            output(chunk);
        } else if (event instanceof ProcessEvent.ProcessExited exited && !isTold(exited)) {
            breakLines();
            outputCameFirst = false;
            boolean known = startedRun == 0 || startedRun == run;
            Optional<Instant> start = known ? startedAt : Optional.empty();
            String text = words.ended(run, exited.status(), exited.at(), start);
            add(boundary(LogRow.Kind.RUN_ENDED, exited.at(), text));
        }
    }

    /** The end of a run that the history told already. */
    private boolean isTold(ProcessEvent.ProcessExited exited) {
        boolean beforeThisRun =
                startedAt.isPresent() && exited.at().isBefore(RunStory.millis(startedAt.get()));
        return story.hasEnded(run) || story.knows(run) && beforeThisRun;
    }

    /** What happened after the last line of the history. */
    private void tellLastRuns() {
        int last = story.last();
        if (last == 0 || last < run) {
            return;
        }
        if (run > 0) {
            tell(story.between(run, last));
        }
        tell(story.end(last));
        run = last;
        startedRun = last;
        startedAt = Optional.of(story.startOf(last));
        outputCameFirst = false;
    }

    private void tell(List<LogRow> rows) {
        if (!rows.isEmpty()) {
            breakLines();
            rows.forEach(this::add);
        }
    }

    private void output(LogChunk chunk) {
        OffsetCursor cursor = cursor(chunk.stream());
        if (cursor.isTruncation(chunk)) {
            assembler(chunk.stream()).breakLine(this::add);
            cursor.startAnew();
            String text = words.truncated(chunk.stream());
            add(boundary(LogRow.Kind.TRUNCATED, chunk.at(), text));
        }
        String text = cursor.live(chunk);
        if (!text.isEmpty()) {
            noteRun(chunk);
            assemble(chunk, text);
        }
    }

    private void noteStart(ProcessEvent.OfProcess event) {
        ProcessDescription process = event.process();
        // A PM2 daemon tells of a start without a pid.
        boolean running = process.pid().isPresent() || event instanceof ProcessEvent.ProcessOnline;
        if (process.startedAt().isEmpty()
                || !running
                || process.startedAt()
                        .map(RunStory::millis)
                        .equals(startedAt.map(RunStory::millis))) {
            return;
        }
        startedAt = process.startedAt();
        pid = process.pid();
        startCause = process.startCause();
        if (outputCameFirst || wroteSince(process.startedAt().get())) {
            outputCameFirst = false;
            startedRun = run;
            return;
        }
        run = run > 0 ? run + 1 : 0;
        startedRun = run;
        runSince = Optional.empty();
        startShown = true;
        breakLines();
        Instant at = startedAt.get();
        add(boundary(LogRow.Kind.RUN_STARTED, at, words.started(run, at, pid, startCause)));
    }

    /**
     * Whether the present run, of whose start nobody told, is the one that started then: somebody
     * asked for the history while it started, and the history has its first lines already.
     */
    private boolean wroteSince(Instant start) {
        return startedRun != run
                && runSince.filter(first -> !first.isBefore(RunStory.millis(start))).isPresent();
    }

    /** Output of another run whose record is there. */
    private void tellRunsTo(LogChunk chunk) {
        startShown = false;
        if (chunk.run() < run) {
            return;
        }
        boolean atItsStart = run == 0 && chunk.offset() == 0;
        if (run > 0 || atItsStart) {
            tell(story.between(run > 0 ? run : chunk.run() - 1, chunk.run()));
        }
        run = chunk.run();
    }

    private void noteRun(LogChunk chunk) {
        if (chunk.run() <= 0 || chunk.run() == run) {
            startShown = false;
            return;
        }
        if (story.knows(chunk.run())) {
            tellRunsTo(chunk);
            return;
        }
        boolean show = run > 0 && !startShown;
        run = chunk.run();
        runSince = Optional.of(chunk.at());
        boolean sinceStart = startedAt.isPresent() && !chunk.at().isBefore(startedAt.get());
        boolean present = sinceStart && (startShown || startedRun == 0 || startedRun == run);
        startShown = false;
        if (present) {
            startedRun = run;
        }
        if (show) {
            outputCameFirst = sinceStart && !present;
            breakLines();
            Instant at = present ? startedAt.get() : chunk.at();
            String text =
                    words.started(
                            run,
                            at,
                            present ? pid : OptionalLong.empty(),
                            present ? startCause : Optional.empty());
            add(boundary(LogRow.Kind.RUN_STARTED, chunk.at(), text));
        }
    }

    private void breakLines() {
        assemblers.values().forEach(assembler -> assembler.breakLine(this::add));
    }

    private void assemble(LogChunk chunk, String text) {
        LineAssembler assembler = assembler(chunk.stream());
        assembler.setRun(run);
        boolean whole = text.length() == chunk.text().length();
        assembler.setOffset(
                whole ? chunk.offset() : chunk.offset() + chunk.length() - Utf8Length.of(text));
        assembler.accept(text, chunk.at(), this::add);
    }

    private void add(LogRow row) {
        ready.add(row);
        readyChars += row.text().length();
        while (ready.size() > maxRows || readyChars > MAX_READY) {
            readyChars -= ready.removeFirst().text().length();
            trimmed++;
        }
    }

    private LogRow boundary(LogRow.Kind kind, Instant at, String text) {
        return new LogRow.Boundary(id, kind, at, text, run);
    }

    private LineAssembler assembler(LogStream stream) {
        return Objects.requireNonNull(assemblers.get(stream));
    }

    private OffsetCursor cursor(LogStream stream) {
        return Objects.requireNonNull(cursors.get(stream));
    }

    private static long chars(ProcessEvent event) {
        return event instanceof ProcessEvent.OutputWritten written
                ? written.chunk().text().length()
                : 1;
    }
}
