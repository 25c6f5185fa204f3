package dev.drover.logfile;

import dev.drover.domain.LogHits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One step of a search: block after block until enough is found or time is up. For one thread. */
final class LogScan {

    /** A line that is longer is searched in pieces. */
    private static final int BLOCK = 512 * 1024;

    /** What is read first: where each line is a hit, more would be read in vain. */
    private static final int FIRST_BLOCK = 128 * 1024;

    private final LogBytes log;
    private final LogTimes times;
    private final LineMatcher matcher;
    private final int maxHits;
    private final long deadline;
    private ByteBuffer block = ByteBuffer.allocate(FIRST_BLOCK);
    private final List<LogHits.Hit> hits = new ArrayList<>();

    LogScan(LogBytes log, LogTimes times, LineMatcher matcher, int maxHits, long budgetNanos) {
        this.log = log;
        this.times = times;
        this.matcher = matcher;
        this.maxHits = Math.max(1, maxHits);
        this.deadline = System.nanoTime() + budgetNanos;
    }

    /** On from {@code from}, where a line begins. */
    LogHits forward(long from) throws IOException {
        long at = Math.max(from, log.first());
        int wanted = FIRST_BLOCK;
        do {
            int length = fill(at, wanted);
            if (length == FIRST_BLOCK && wholeLines(length) == length) {
                length = fill(at, BLOCK);
                wanted = BLOCK;
            }
            if (length == 0) {
                return result(at, true);
            }
            int whole = length < wanted ? length : wholeLines(length);
            int room = maxHits - hits.size();
            List<Long> found = find(at, whole, room + 1);
            wanted = BLOCK;
            if (found.size() > room) {
                found.subList(0, room).forEach(this::add);
                return result(found.get(room), false);
            }
            found.forEach(this::add);
            at += whole;
        } while (hits.size() < maxHits && System.nanoTime() < deadline);
        return result(at, at >= log.last());
    }

    /** Back from {@code to}, where a line ends. */
    LogHits backward(long to) throws IOException {
        long at = Math.min(to, log.last());
        do {
            long begin = Math.max(log.first(), at - BLOCK);
            if (begin >= at) {
                return result(at, true);
            }
            int length = fill(begin, (int) (at - begin));
            int cut = begin == log.first() ? 0 : afterFirstNewline(length);
            long start = begin + cut;
            block.position(cut).limit(length);
            block.compact();
            List<Long> found = find(start, length - cut, Integer.MAX_VALUE);
            Collections.reverse(found);
            int room = maxHits - hits.size();
            if (found.size() > room) {
                found.subList(0, room).forEach(this::add);
                return result(found.get(room - 1), false);
            }
            found.forEach(this::add);
            at = start;
        } while (hits.size() < maxHits && System.nanoTime() < deadline);
        return result(at, at <= log.first());
    }

    private int fill(long from, int length) throws IOException {
        if (length > block.capacity()) {
            block = ByteBuffer.allocate(BLOCK);
        }
        block.clear().limit(length);
        return log.read(from, block);
    }

    private List<Long> find(long from, int length, int most) {
        List<Long> found = new ArrayList<>();
        matcher.find(block.array(), length, most, start -> found.add(from + start));
        return found;
    }

    private void add(long offset) {
        hits.add(new LogHits.Hit(offset, times.at(offset).at()));
    }

    private LogHits result(long next, boolean done) {
        return new LogHits(hits, next, done, matcher.wasTooSlow());
    }

    private int wholeLines(int length) {
        int end = Eight.lineStart(block.array(), 0, length);
        return end > 0 ? end : length;
    }

    private int afterFirstNewline(int length) {
        int at = Eight.newline(block.array(), 0, length);
        return at + 1 < length ? at + 1 : 0;
    }
}
