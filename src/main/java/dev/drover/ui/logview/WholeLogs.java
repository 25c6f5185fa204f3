package dev.drover.ui.logview;

import dev.drover.domain.LogPlace;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.ui.common.Failures;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Reads logs from some places to their present ends, merged in the order of receipt, a block at a
 * time: what rotated off included, whatever the window has loaded. Blocks; not for the FX thread.
 */
final class WholeLogs {

    private static final int BLOCK = 512 * 1024;

    private final LogSource source;
    private final OpenStyles styles;
    private final Map<LogKey, Span> spans = new LinkedHashMap<>();

    /** Who gets the lines. */
    interface Sink {
        /** The next lines; false ends the reading. */
        boolean take(List<LogRow> rows, double done) throws IOException;
    }

    private static final class Span {
        private final long begin;
        private final long end;
        private long next;

        Span(long begin, long end) {
            this.begin = begin;
            this.end = end;
            this.next = begin;
        }

        boolean isLeft() {
            return next < end;
        }
    }

    WholeLogs(LogSource source) {
        this.source = source;
        this.styles = new OpenStyles(source);
    }

    /**
     * Hands over every line from these places on.
     *
     * @throws IOException when a log cannot be read
     */
    void read(Map<LogKey, LogPlace> from, Sink sink) throws IOException {
        Map<LogKey, LogWindow> starts = windows(from, 1);
        starts.forEach((key, window) -> spans.put(key, new Span(window.begin(), window.last())));
        boolean wanted = true;
        while (wanted && spans.values().stream().anyMatch(Span::isLeft)) {
            Map<LogKey, LogPlace> places = new LinkedHashMap<>();
            spans.forEach(
                    (key, span) -> {
                        if (span.isLeft()) {
                            places.put(key, new LogPlace.Offset(span.next));
                        }
                    });
            Map<LogKey, LogWindow> windows = windows(places, BLOCK);
            LogBlock block = LogBlock.after(windows, answer(styles.before(windows)));
            boolean moved = advance(block);
            wanted = sink.take(block.rows(), done()) && moved;
        }
    }

    private boolean advance(LogBlock block) {
        boolean moved = false;
        for (Map.Entry<LogKey, LogBlock.Extent> part : block.parts().entrySet()) {
            Span span = spans.get(part.getKey());
            if (span != null && part.getValue().end() > span.next) {
                span.next = part.getValue().end();
                moved = true;
            }
        }
        return moved;
    }

    /** The part, of 1, that was read. */
    private double done() {
        long read = 0;
        long all = 1;
        for (Span span : spans.values()) {
            read += Math.min(span.next, span.end) - span.begin;
            all += span.end - span.begin;
        }
        return Math.clamp(read / (double) all, 0, 1);
    }

    private Map<LogKey, LogWindow> windows(Map<LogKey, LogPlace> places, int maxBytes)
            throws IOException {
        Map<LogKey, CompletableFuture<LogWindow>> asked = new LinkedHashMap<>();
        places.forEach(
                (key, place) ->
                        asked.put(
                                key,
                                source.window(
                                        new LogWindowRequest(
                                                key.source(),
                                                key.stream(),
                                                place,
                                                true,
                                                maxBytes))));
        Map<LogKey, LogWindow> windows = new LinkedHashMap<>();
        for (Map.Entry<LogKey, CompletableFuture<LogWindow>> entry : asked.entrySet()) {
            windows.put(entry.getKey(), answer(entry.getValue()));
        }
        return windows;
    }

    private static <T> T answer(CompletableFuture<T> asked) throws IOException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new IOException(Failures.sentence(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
