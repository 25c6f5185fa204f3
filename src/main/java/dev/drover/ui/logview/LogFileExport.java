package dev.drover.ui.logview;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;

/**
 * Writes one file of lines: under another name until it is whole, so that what is cancelled or
 * fails leaves nothing behind and spoils nothing. Safe for use by several threads.
 */
final class LogFileExport {

    private static final String UNFINISHED = ".part";

    private final Path target;
    private final LogExporter.Order order;
    private final DoubleConsumer progress;
    private volatile boolean cancelled;

    /** Where lines come from. Blocks. */
    @FunctionalInterface
    interface Lines {
        void to(Sink sink) throws IOException;
    }

    /** Who takes lines. */
    interface Sink {
        void take(LogRow.Output row) throws IOException;

        /**
         * @param done the part, of 1, that was read
         * @return false when no more is wanted
         */
        boolean goesOn(double done);
    }

    /**
     * @param progress gets the part, of 1, that is done, on the writing thread
     */
    LogFileExport(Path target, LogExporter.Order order, DoubleConsumer progress) {
        this.target = target;
        this.order = order;
        this.progress = progress;
    }

    /** Ends it as soon as it looks; any thread. */
    void cancel() {
        cancelled = true;
    }

    /**
     * @throws UncheckedIOException when a log cannot be read, or the file not be written
     * @throws CancellationException when it was cancelled
     */
    void write(Lines lines) {
        try {
            // A name of its own: what is called so already may be the user's.
            Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
            Path part = Files.createTempFile(folder, target.getFileName() + ".", UNFINISHED);
            try {
                writeTo(part, lines);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private void writeTo(Path part, Lines lines) throws IOException {
        // The window may be closed, and the program end, while it is being written.
        part.toFile().deleteOnExit();
        try (BufferedWriter file = Files.newBufferedWriter(part)) {
            RowWriter writer = RowWriter.of(order.format(), file, order.names());
            writer.begin();
            lines.to(
                    new Sink() {
                        @Override
                        public void take(LogRow.Output row) throws IOException {
                            writer.write(row);
                        }

                        @Override
                        public boolean goesOn(double done) {
                            progress.accept(done);
                            return !cancelled;
                        }
                    });
            writer.end();
        }
        if (cancelled) {
            throw new CancellationException();
        }
    }
}
