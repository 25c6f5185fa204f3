package dev.drover.ui.logview;

import dev.drover.ui.common.FxThread;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Takes the visible rows out of the window. FX thread only; files are written in the background.
 */
final class LogExporter {

    private final LogDocument document;
    private final Executor background;

    LogExporter(LogDocument document, Executor background) {
        this.document = document;
        this.background = background;
    }

    /** Puts the visible rows on the clipboard. */
    void copy() {
        StringBuilder text = new StringBuilder();
        rows().forEach(row -> text.append(row.text()).append('\n'));
        ClipboardContent content = new ClipboardContent();
        content.putString(text.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Writes the visible rows to a file; {@code outcome} gets a sentence on the FX thread. */
    void save(Path target, LogWords words, Consumer<String> outcome) {
        List<LogRow> rows = rows();
        CompletableFuture<Void> written =
                CompletableFuture.runAsync(() -> write(target, rows), background);
        FxThread.whenDone(
                written, (_, problem) -> outcome.accept(sentence(target, words, problem)));
    }

    private List<LogRow> rows() {
        return document.rows(document.firstRow(), document.endRow());
    }

    private static void write(Path target, List<LogRow> rows) {
        try (BufferedWriter file = Files.newBufferedWriter(target)) {
            for (LogRow row : rows) {
                file.write(row.text());
                file.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
