package dev.drover.ui.logview;

import dev.drover.domain.LogPlace;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.RunRecord;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Takes lines out of the logs: never the rows between them, and JSON as it was written. What is
 * more than the lines in view is read from the log files, however much of them the window holds. FX
 * thread only; files are written in the background.
 */
final class LogExporter {

    /** A run is told of when it has begun, and its first line may be there before. */
    private static final Duration EARLY = Duration.ofSeconds(2);

    private final LogSource source;
    private final LogView view;
    private final LogContents contents;
    private final Executor background;
    private final Notices notices;
    private final Set<LogFileExport> running = ConcurrentHashMap.newKeySet();

    /** Which lines. */
    enum Scope {
        /** Those that fit into the window just now. */
        IN_VIEW,
        /** Those that the filters let through, folded ones too; not what was cleared. */
        SHOWN,
        /** The youngest run of each process. */
        THIS_RUN,
        /** Everything that there is. */
        ALL
    }

    /** How they are written. */
    enum Format {
        TEXT("txt"),
        JSON_LINES("jsonl"),
        /** With the colours of the lines. */
        HTML("html");

        private final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }
    }

    /**
     * @param background where files are written
     */
    LogExporter(
            LogSource source,
            LogView view,
            LogContents contents,
            Executor background,
            Notices notices) {
        this.source = source;
        this.view = view;
        this.contents = contents;
        this.background = background;
        this.notices = notices;
    }

    /** Puts the lines that are loaded and that the filters let through on the clipboard. */
    void copy() {
        StringBuilder text = new StringBuilder();
        loaded(view.document()::isShown).forEach(row -> text.append(row.written()).append('\n'));
        ClipboardContent content = new ClipboardContent();
        content.putString(text.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    /**
     * What is exported.
     *
     * @param names of the processes
     * @param shown judges what the filters let through
     */
    record Order(
            Scope scope, Format format, Map<Integer, String> names, Supplier<RowChoice> shown) {

        static Order of(
                Scope scope,
                Format format,
                Collection<ProcessDescription> processes,
                Supplier<RowChoice> shown) {
            Map<Integer, String> names = new LinkedHashMap<>();
            processes.forEach(process -> names.put(process.id(), LogWords.label(process)));
            return new Order(scope, format, names, shown);
        }
    }

    /** Asks where to, and writes lines to a file; {@code outcome} gets sentences. */
    void save(
            ExportChooser chooser,
            Window owner,
            Order order,
            LogWords words,
            Consumer<String> outcome) {
        String name = order.names().values().stream().findFirst().orElse("");
        String suggestion =
                words.format(
                        "export.name",
                        name.replaceAll("[^A-Za-z0-9._-]", "-"),
                        order.format().suffix());
        chooser.choose(owner, suggestion).ifPresent(target -> save(target, order, words, outcome));
    }

    private void save(Path target, Order order, LogWords words, Consumer<String> outcome) {
        LogFileExport export =
                new LogFileExport(
                        target,
                        order,
                        done ->
                                FxThread.EXECUTOR.execute(
                                        () ->
                                                outcome.accept(
                                                        words.format("export.progress", done))));
        running.add(export);
        Notices.Working working =
                notices.working(words.format("export.working", target), export::cancel);
        FxThread.whenDone(
                lines(order).thenAcceptAsync(export::write, background),
                (_, problem) -> {
                    running.remove(export);
                    working.done();
                    outcome.accept(sentence(target, words, problem));
                });
    }

    /** Ends what is being written; it leaves no file. */
    void cancel() {
        running.forEach(LogFileExport::cancel);
    }

    /** Where the lines come from; completes on any thread. */
    private CompletableFuture<LogFileExport.Lines> lines(Order order) {
        if (order.scope() == Scope.IN_VIEW) {
            return CompletableFuture.completedFuture(held(loaded(this::isInView)));
        }
        if (order.scope() == Scope.THIS_RUN) {
            Map<Integer, Integer> known = contents.lastRuns();
            List<LogKey> keys = contents.pages().keys();
            return lastRuns(order.names().keySet())
                    .thenApplyAsync(runs -> run(runs, known, keys), FxThread.EXECUTOR);
        }
        boolean all = order.scope() == Scope.ALL;
        RowChoice choice = all ? new RowChoice(RowFilter.ALL, null) : order.shown().get();
        if (!contents.reachesFurther()) {
            return CompletableFuture.completedFuture(
                    held(loaded(all ? _ -> true : view.document()::isShown)));
        }
        Map<LogKey, LogPlace> places = new LinkedHashMap<>();
        for (LogKey key : contents.pages().keys()) {
            long first = all ? Long.MIN_VALUE : contents.pages().hidden(key);
            places.put(key, new LogPlace.Offset(first));
        }
        return CompletableFuture.completedFuture(files(places, choice));
    }

    private LogFileExport.Lines run(
            Map<Integer, RunRecord> runs, Map<Integer, Integer> known, List<LogKey> keys) {
        Map<Integer, Integer> wanted = new HashMap<>(known);
        runs.forEach((id, run) -> wanted.put(id, run.run()));
        RowFilter filter = new RowFilter(RowFilter.runs(wanted), Set.of(Level.values()));
        if (!contents.reachesFurther()) {
            return held(loaded(entry -> filter.shows(entry.row())));
        }
        Map<LogKey, LogPlace> places = new LinkedHashMap<>();
        for (LogKey key : keys) {
            RunRecord run = runs.get(key.source());
            Instant start = run == null ? Instant.EPOCH : run.startedAt().minus(EARLY);
            places.put(
                    key,
                    run == null ? new LogPlace.Offset(Long.MIN_VALUE) : new LogPlace.Time(start));
        }
        return files(places, new RowChoice(filter, null));
    }

    /** The youngest run of each process of which there is a record. */
    private CompletableFuture<Map<Integer, RunRecord>> lastRuns(Collection<Integer> ids) {
        CompletableFuture<Map<Integer, RunRecord>> all =
                CompletableFuture.completedFuture(new HashMap<>());
        for (int id : ids) {
            all =
                    all.thenCombine(
                            source.runs(id).exceptionally(_ -> List.of()),
                            (found, runs) -> {
                                if (!runs.isEmpty()) {
                                    found.put(id, runs.getLast());
                                }
                                return found;
                            });
        }
        return all;
    }

    private LogFileExport.Lines files(Map<LogKey, LogPlace> places, RowChoice choice) {
        return sink ->
                new WholeLogs(source)
                        .read(
                                places,
                                (rows, done) -> {
                                    for (LogRow row : rows) {
                                        if (row instanceof LogRow.Output output
                                                && choice.test(output)) {
                                            sink.take(output);
                                        }
                                    }
                                    return sink.goesOn(done);
                                });
    }

    private static LogFileExport.Lines held(List<LogRow.Output> rows) {
        return sink -> {
            for (LogRow.Output row : rows) {
                sink.take(row);
            }
        };
    }

    private List<LogRow.Output> loaded(Predicate<LogEntry> wanted) {
        List<LogRow.Output> rows = new ArrayList<>();
        for (LogEntry entry : view.document().entries()) {
            if (wanted.test(entry) && entry.row() instanceof LogRow.Output output) {
                rows.add(output);
            }
        }
        return rows;
    }

    private boolean isInView(LogEntry entry) {
        return entry.isVisible()
                && entry.number >= view.topRow()
                && entry.number < view.topRow() + view.visibleRows();
    }

    private static String sentence(Path target, LogWords words, @Nullable Throwable problem) {
        if (problem == null) {
            return words.format("status.exported", target);
        }
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        if (cause instanceof CancellationException) {
            return words.format("export.cancelled");
        }
        return words.format("status.exportFailed", target, String.valueOf(cause.getMessage()));
    }
}
