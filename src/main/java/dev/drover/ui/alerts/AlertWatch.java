package dev.drover.ui.alerts;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.logfile.LimitedText;
import dev.drover.logfile.Utf8Length;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tries the rules on every line that any service writes, open in a log pane or not. Who brings the
 * events never waits: the rules are tried elsewhere, one line after the other, and when more comes
 * than can be tried the newest is left out. A rule that takes too long on a line is given up. Safe
 * for use by several threads.
 */
final class AlertWatch {

    /** Characters that may wait. */
    private static final long MAX_WAITING = 8L << 20;

    /** Characters of a line that are looked at. */
    static final int MAX_LINE = 16 * 1024;

    private static final int MAX_TEXT = 300;

    private final Executor background;
    private final ReadLine.Reader reader;
    private final Findings findings;
    private final Queue<ProcessEvent.OfProcess> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingChars = new AtomicLong();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile List<AlertMatcher> matchers = List.of();

    /** Of whoever tries just now. */
    private final Map<Log, OpenLine> open = new HashMap<>();

    private record Log(int process, LogStream stream) {}

    /** A line whose end has not come. */
    private static final class OpenLine {
        private final StringBuilder text = new StringBuilder();
        private long begin;
        private long next = -1;
        private Instant at = Instant.EPOCH;
    }

    /** What is told of the lines; on {@code background}. */
    interface Findings {

        void found(AlertHit hit);

        /** The rule of this id takes too long on some line, and is not followed any more. */
        void tooSlow(long rule);

        /** The log was emptied: the places in it are those of other lines now. */
        void emptied(int process, LogStream stream);
    }

    /**
     * @param background runs one task of this class at a time
     */
    AlertWatch(Executor background, ReadLine.Reader reader, Findings findings) {
        this.background = background;
        this.reader = reader;
        this.findings = findings;
    }

    /** Follows these rules from now on. */
    synchronized void follow(List<AlertMatcher> rules) {
        matchers = List.copyOf(rules);
    }

    /** Takes an event; does not block, and does nothing while no rule is about its process. */
    void accept(ProcessEvent event) {
        if (event instanceof ProcessEvent.OutputWritten written && isWatched(written.process())) {
            if (waitingChars.get() < MAX_WAITING) {
                waitingChars.addAndGet(written.chunk().text().length());
                queue(written);
            }
        } else if (event instanceof ProcessEvent.ProcessDeleted deleted && !matchers.isEmpty()) {
            queue(deleted);
        }
    }

    private boolean isWatched(ProcessDescription process) {
        for (AlertMatcher matcher : matchers) {
            if (matcher.rule().isAbout(process.name())) {
                return true;
            }
        }
        return false;
    }

    private void queue(ProcessEvent.OfProcess event) {
        waiting.add(event);
        if (running.compareAndSet(false, true)) {
            background.execute(this::work);
        }
    }

    private void work() {
        do {
            ProcessEvent.OfProcess event = waiting.poll();
            while (event != null) {
                take(event);
                event = waiting.poll();
            }
            running.set(false);
        } while (!waiting.isEmpty() && running.compareAndSet(false, true));
    }

    private void take(ProcessEvent.OfProcess event) {
        if (event
                instanceof ProcessEvent.OutputWritten(ProcessDescription process, LogChunk chunk)) {
            waitingChars.addAndGet(-chunk.text().length());
            lines(process, chunk);
        } else {
            open.keySet().removeIf(log -> log.process() == event.process().id());
        }
    }

    private void lines(ProcessDescription process, LogChunk chunk) {
        OpenLine line =
                open.computeIfAbsent(new Log(process.id(), chunk.stream()), _ -> new OpenLine());
        if (chunk.offset() < line.next) {
            findings.emptied(process.id(), chunk.stream());
        }
        if (chunk.offset() != line.next) {
            line.text.setLength(0);
        }
        String text = chunk.text();
        long at = chunk.offset();
        int from = 0;
        int newline = text.indexOf('\n');
        while (newline >= 0) {
            grow(line, text, from, newline, at, chunk.at());
            tryOn(process, chunk.stream(), line);
            line.text.setLength(0);
            at += Utf8Length.of(text, from, newline) + 1;
            from = newline + 1;
            newline = text.indexOf('\n', from);
        }
        if (from < text.length()) {
            grow(line, text, from, text.length(), at, chunk.at());
        }
        line.next = chunk.offset() + chunk.length();
    }

    private static void grow(
            OpenLine line, String text, int from, int to, long offset, Instant at) {
        if (line.text.isEmpty()) {
            line.begin = offset;
            line.at = at;
        }
        line.text.append(text, from, Math.min(to, from + MAX_LINE - line.text.length()));
    }

    private void tryOn(ProcessDescription process, LogStream stream, OpenLine line) {
        ReadLine read = null;
        for (AlertMatcher matcher : matchers) {
            if (matcher.rule().isAbout(process.name())) {
                read = read == null ? reader.read(line.text.toString()) : read;
                if (matches(matcher, read)) {
                    findings.found(
                            new AlertHit(
                                    matcher.rule().id(),
                                    process.id(),
                                    process.name(),
                                    stream,
                                    line.begin,
                                    line.at,
                                    cut(read.shown())));
                }
            }
        }
    }

    private boolean matches(AlertMatcher matcher, ReadLine line) {
        try {
            return matcher.matches(line);
        } catch (LimitedText.TooSlowException _) {
            giveUp(matcher);
            findings.tooSlow(matcher.rule().id());
            return false;
        }
    }

    private synchronized void giveUp(AlertMatcher matcher) {
        // The user may have changed the rules meanwhile.
        List<AlertMatcher> left = new ArrayList<>(matchers);
        left.remove(matcher);
        matchers = List.copyOf(left);
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
