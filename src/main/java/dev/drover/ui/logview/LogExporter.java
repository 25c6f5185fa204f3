package dev.drover.ui.logview;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.FxThread;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Takes lines out of the window: never the rows between them, and JSON as it was written. FX thread
 * only; files are written in the background.
 */
final class LogExporter {

    private static final JsonFactory JSON = new JsonFactory();

    private final LogDocument document;
    private final LogView view;
    private final Executor background;

    /** Which lines. */
    enum Scope {
        /** Those that fit into the window just now. */
        IN_VIEW,
        /** Those that the filters let through, folded ones too. */
        SHOWN,
        /** The youngest run of each process. */
        THIS_RUN,
        /** Everything that is held. */
        ALL
    }

    /** How they are written. */
    enum Format {
        TEXT("txt"),
        /** One object for each line: time, process, stream, level, text. */
        JSON_LINES("jsonl");

        private final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }
    }

    LogExporter(LogDocument document, LogView view, Executor background) {
        this.document = document;
        this.view = view;
        this.background = background;
    }

    /** Puts the lines that the filters let through on the clipboard. */
    void copy() {
        StringBuilder text = new StringBuilder();
        rows(Scope.SHOWN, Map.of()).forEach(row -> text.append(row.written()).append('\n'));
        ClipboardContent content = new ClipboardContent();
        content.putString(text.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    /**
     * What is exported.
     *
     * @param names of the processes
     * @param lastRuns the youngest run of each process
     */
    record Order(
            Scope scope,
            Format format,
            Map<Integer, String> names,
            Map<Integer, Integer> lastRuns) {}

    /** An order for some processes, and the name that its file may have. */
    static Order order(
            Scope scope,
            Format format,
            Collection<ProcessDescription> processes,
            Map<Integer, Integer> lastRuns) {
        Map<Integer, String> names = new LinkedHashMap<>();
        processes.forEach(process -> names.put(process.id(), LogWords.label(process)));
        return new Order(scope, format, names, Map.copyOf(lastRuns));
    }

    /** Asks where to, and writes lines to a file; {@code outcome} gets a sentence. */
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
        List<LogRow.Output> rows = rows(order.scope(), order.lastRuns());
        CompletableFuture<Void> written =
                CompletableFuture.runAsync(() -> write(target, rows, order), background);
        FxThread.whenDone(
                written, (_, problem) -> outcome.accept(sentence(target, words, problem)));
    }

    private List<LogRow.Output> rows(Scope scope, Map<Integer, Integer> lastRuns) {
        Predicate<LogRow> run = RowFilter.runs(lastRuns);
        Predicate<LogEntry> wanted =
                switch (scope) {
                    case IN_VIEW -> this::isInView;
                    case SHOWN -> document::isShown;
                    case THIS_RUN -> entry -> run.test(entry.row());
                    case ALL -> _ -> true;
                };
        return document.entries().stream()
                .filter(wanted)
                .map(LogEntry::row)
                .filter(LogRow.Output.class::isInstance)
                .map(LogRow.Output.class::cast)
                .toList();
    }

    private boolean isInView(LogEntry entry) {
        return entry.isVisible()
                && entry.number >= view.topRow()
                && entry.number < view.topRow() + view.visibleRows();
    }

    private static void write(Path target, List<LogRow.Output> rows, Order order) {
        try (BufferedWriter file = Files.newBufferedWriter(target)) {
            if (order.format() == Format.JSON_LINES) {
                writeJson(file, rows, order.names());
                return;
            }
            for (LogRow.Output row : rows) {
                file.write(row.written());
                file.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeJson(
            BufferedWriter file, List<LogRow.Output> rows, Map<Integer, String> names)
            throws IOException {
        for (LogRow.Output row : rows) {
            JsonGenerator json = JSON.createGenerator(file);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            if (!row.at().equals(Instant.EPOCH)) {
                json.writeStringField("time", row.at().toString());
            }
            json.writeStringField("process", names.getOrDefault(row.source(), ""));
            json.writeStringField("stream", row.stream().name().toLowerCase(Locale.ROOT));
            json.writeStringField("level", row.traits().level().name().toLowerCase(Locale.ROOT));
            json.writeStringField("text", row.written());
            json.writeEndObject();
            json.close();
            file.write('\n');
        }
    }

    private static String sentence(Path target, LogWords words, @Nullable Throwable problem) {
        if (problem == null) {
            return words.format("status.exported", target);
        }
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return words.format("status.exportFailed", target, String.valueOf(cause.getMessage()));
    }
}
