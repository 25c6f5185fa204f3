package dev.drover.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The CPU samples of one process, newest last: what the sparkline draws and the moving average is
 * taken from.
 */
public final class CpuHistory {

    /** How much is kept: the last minute at one sample a second. */
    public static final int CAPACITY = 60;

    private static final Duration AVERAGED = Duration.ofSeconds(10);

    /**
     * One sample.
     *
     * @param percent of one core
     */
    public record Sample(Instant at, double percent) {}

    private final Deque<Sample> samples = new ArrayDeque<>(CAPACITY);

    void add(Instant at, double percent) {
        if (samples.size() == CAPACITY) {
            samples.removeFirst();
        }
        samples.addLast(new Sample(at, percent));
    }

    void clear() {
        samples.clear();
    }

    /** Mean of the samples of the ten seconds before the newest one; 0 when there is none. */
    double average() {
        if (samples.isEmpty()) {
            return 0;
        }
        Instant from = samples.getLast().at().minus(AVERAGED);
        double sum = 0;
        int count = 0;
        for (Iterator<Sample> newest = samples.descendingIterator(); newest.hasNext(); ) {
            Sample sample = newest.next();
            if (!sample.at().isAfter(from)) {
                break;
            }
            sum += sample.percent();
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Oldest first. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }
}
