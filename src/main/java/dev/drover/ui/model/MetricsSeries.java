package dev.drover.ui.model;

/**
 * A stretch of a {@link MetricsHistory}, oldest first; what one index names in each array belongs
 * together.
 *
 * @param periodSeconds what one entry stands for
 * @param seconds begin of each entry, since the epoch
 * @param cpu mean of each entry, percent of one core
 * @param cpuMost highest sample of each entry
 * @param memory mean of each entry, bytes
 * @param memoryMost highest sample of each entry
 */
public record MetricsSeries(
        int periodSeconds,
        long[] seconds,
        double[] cpu,
        double[] cpuMost,
        long[] memory,
        long[] memoryMost) {

    /** Shorter than this nothing is missing: a PM2 daemon is asked every two seconds only. */
    private static final int SHORTEST_GAP_SECONDS = 5;

    public int size() {
        return seconds.length;
    }

    /** True when nothing was measured for a while before this entry: no line leads to it. */
    public boolean isAfterGap(int index) {
        return index == 0 || seconds[index] - seconds[index - 1] > gapSeconds();
    }

    /** The entry that stands for a moment; -1 when that lies in a gap or outside. */
    public int indexAt(long second) {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < seconds.length; i++) {
            long distance = Math.abs(seconds[i] - second);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return least <= Math.max(periodSeconds, gapSeconds() / 2) ? best : -1;
    }

    private int gapSeconds() {
        return Math.max(SHORTEST_GAP_SECONDS, periodSeconds * 5 / 2);
    }
}
