package dev.drover.logfile;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.PatternSyntaxException;

/**
 * Reads one log: lines at a place, a search, line numbers. Its methods block for file work and are
 * safe for use by several threads. What it holds is bounded whatever the size of the log: 512 KB of
 * line numbers, and while it works a block for each caller.
 */
public final class LogReader implements AutoCloseable {

    /** Bytes of a window at most. */
    public static final int MAX_WINDOW = 2 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

    private final LogFileSource source;
    private final LogTimes times;
    private final Executor background;
    private final Inflated inflated = new Inflated();
    private final LineIndex index = new LineIndex();
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param background counts lines, without end of haste
     */
    public LogReader(LogFileSource source, LogTimes times, Executor background) {
        this.source = source;
        this.times = times;
        this.background = background;
    }

    /**
     * @throws IOException when the log cannot be read
     */
    public LogWindow window(LogWindowRequest request) throws IOException {
        int maxBytes = Math.clamp(request.maxBytes(), 1, MAX_WINDOW);
        try (LogBytes bytes = new LogBytes(source, inflated)) {
            long place = place(bytes, request.place());
            LineWindow lines =
                    request.forward()
                            ? LineWindow.after(bytes, place, maxBytes)
                            : LineWindow.before(bytes, place, maxBytes);
            long last = Math.max(lines.end(), bytes.last());
            LogWindow window =
                    new LogWindow(
                            lines.lines(request.stream(), times),
                            lines.begin(),
                            lines.end(),
                            bytes.first(),
                            last,
                            index.lineAt(bytes, lines.begin()),
                            index.lines(last));
            if (window.lineCount() == 0) {
                countLines();
            }
            return window;
        }
    }

    private long place(LogBytes bytes, LogPlace place) throws IOException {
        return switch (place) {
            case LogPlace.Offset(long offset) -> LineWindow.lineStart(bytes, offset);
            case LogPlace.Time(Instant at) -> placeOf(bytes, at);
            case LogPlace.Line(long number) -> placeOf(bytes, number);
            case LogPlace.End _ -> bytes.last();
        };
    }

    private long placeOf(LogBytes bytes, Instant at) throws IOException {
        OptionalLong known = times.offsetAt(at);
        if (known.isPresent()) {
            return LineWindow.lineStart(bytes, known.getAsLong());
        }
        long begin = bytes.first();
        // What was there before anybody noted times has the time at which it was first seen.
        long end = bytes.last();
        for (LogBytes.Archive archive : bytes.archives()) {
            if (archive.modified().isBefore(at)) {
                begin = archive.end();
            } else {
                end = archive.end();
                break;
            }
        }
        return new TimeSearch(bytes, ZoneId.systemDefault())
                .find(begin, end, at)
                .orElse(times.firstKnown().orElse(end));
    }

    /** Counts as far as is needed: a window is asked for by somebody who waits for that line. */
    private long placeOf(LogBytes bytes, long line) throws IOException {
        OptionalLong known = index.offsetOf(bytes, line);
        if (known.isEmpty() && index.lines(bytes.last()) == 0) {
            countNow(bytes, line);
            known = index.offsetOf(bytes, line);
        }
        return known.orElse(bytes.last());
    }

    private void countNow(LogBytes bytes, long line) throws IOException {
        while (index.offsetOf(bytes, line).isEmpty() && count(bytes)) {
            continue;
        }
    }

    private synchronized boolean count(LogBytes bytes) throws IOException {
        return !closed && index.grow(bytes);
    }

    private void countLines() {
        if (counting.compareAndSet(false, true)) {
            background.execute(
                    () -> {
                        try (LogBytes bytes = new LogBytes(source, inflated)) {
                            boolean more = true;
                            while (more) {
                                more = count(bytes);
                            }
                        } catch (IOException e) {
                            // A log without line numbers is still a log.
                            LOG.debug("The lines of {} cannot be counted.", source.path(), e);
                        } finally {
                            counting.set(false);
                        }
                    });
        }
    }

    /**
     * @throws IOException when the log cannot be read
     * @throws PatternSyntaxException when the query is no regular expression
     */
    public LogHits search(LogSearchRequest request) throws IOException {
        LineMatcher matcher = new LineMatcher(request.query());
        if (request.query().text().isEmpty()) {
            return new LogHits(List.of(), 0, true, false);
        }
        try (LogBytes bytes = new LogBytes(source, inflated)) {
            LogScan scan =
                    new LogScan(
                            bytes, times, matcher, request.maxHits(), request.budget().toNanos());
            return request.forward()
                    ? scan.forward(request.from().orElse(bytes.first()))
                    : scan.backward(request.from().orElse(bytes.last()));
        }
    }

    /** Ends counting; gives back what is on the disk. */
    @Override
    public void close() {
        closed = true;
        inflated.close();
    }
}
