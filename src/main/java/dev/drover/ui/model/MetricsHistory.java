package dev.drover.ui.model;

import dev.drover.domain.Metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * CPU and memory of one process over the last day, and when it started and ended. Kept are single
 * seconds for a quarter of an hour, means and maxima of ten seconds for three hours, and of a
 * minute for a day: 3,420 entries of 12 bytes and 1,000 marks of 8 bytes, at most 49 KB per
 * process, less while it is young, and as many entries again when it has descendants. Safe for use
 * by several threads: it is written to the disk beside the FX thread.
 */
public final class MetricsHistory {

    /** How far back anything is kept. */
    public static final Duration LENGTH = Duration.ofDays(1);

    static final int MOST_MARKS = 1000;

    private static final int KIND_BITS = 2;
    private static final MetricsMark.Kind[] KINDS = MetricsMark.Kind.values();

    private final MetricsTier[] tiers = newTiers();

    /** Of the process with its descendants; as long as it has none they are {@link #tiers}. */
    private MetricsTier[] trees = tiers;

    private boolean treesKnown;

    /** Milliseconds and kind in one number, in the order of arrival. */
    private long[] marks = new long[8];

    private int markCount;

    private static MetricsTier[] newTiers() {
        return new MetricsTier[] {
            new MetricsTier(1, 900), new MetricsTier(10, 1080), new MetricsTier(60, 1440)
        };
    }

    synchronized void add(Instant at, Metrics sample) {
        sample.tree().ifPresent(tree -> addTree(at, sample.own(), tree));
        add(tiers, at, sample.own());
    }

    private void addTree(Instant at, Metrics.Usage own, Metrics.Usage tree) {
        treesKnown = true;
        if (trees == tiers && !tree.equals(own)) {
            splitTrees();
        }
        if (trees != tiers) {
            add(trees, at, tree);
        }
    }

    /** Until now the process was alone. */
    private void splitTrees() {
        trees = newTiers();
        for (int i = 0; i < trees.length; i++) {
            trees[i].fillFrom(tiers[i]);
        }
    }

    private static void add(MetricsTier[] tiers, Instant at, Metrics.Usage usage) {
        for (MetricsTier tier : tiers) {
            tier.add(at.getEpochSecond(), usage.cpuPercent(), usage.memoryBytes());
        }
    }

    /** True when descendants were ever counted. */
    public synchronized boolean knowsTrees() {
        return treesKnown;
    }

    synchronized void mark(MetricsMark.Kind kind, Instant at) {
        if (markCount == MOST_MARKS) {
            System.arraycopy(marks, 1, marks, 0, --markCount);
        } else if (markCount == marks.length) {
            marks = Arrays.copyOf(marks, Math.min(MOST_MARKS, 2 * marks.length));
        }
        marks[markCount++] = at.toEpochMilli() << KIND_BITS | kind.ordinal();
    }

    /** True when a start at this moment is noted already. */
    synchronized boolean hasStart(Instant at) {
        long started = at.toEpochMilli() << KIND_BITS | MetricsMark.Kind.STARTED.ordinal();
        long restarted = at.toEpochMilli() << KIND_BITS | MetricsMark.Kind.RESTARTED.ordinal();
        for (int i = markCount - 1; i >= 0; i--) {
            if (marks[i] == started || marks[i] == restarted) {
                return true;
            }
        }
        return false;
    }

    /** Takes over what {@code older} knows and this one does not. */
    synchronized void fillFrom(MetricsHistory older) {
        synchronized (older) {
            if (trees == tiers && older.trees != older.tiers) {
                splitTrees();
            }
            for (int i = 0; i < tiers.length; i++) {
                tiers[i].fillFrom(older.tiers[i]);
                if (trees != tiers) {
                    trees[i].fillFrom(older.trees[i]);
                }
            }
            treesKnown |= older.treesKnown;
            long[] own = Arrays.copyOf(marks, markCount);
            markCount = 0;
            Arrays.stream(older.marks, 0, older.markCount).forEach(this::mark);
            for (long mark : own) {
                if (Arrays.stream(marks, 0, markCount).noneMatch(known -> known == mark)) {
                    mark(mark);
                }
            }
        }
    }

    private void mark(long packed) {
        mark(KINDS[(int) (packed & KINDS.length - 1)], Instant.ofEpochMilli(packed >> KIND_BITS));
    }

    /**
     * What was measured in a stretch of time, in the finest form that reaches as far as {@code
     * range} does.
     *
     * @param withTrees whether descendants count; without effect where nobody counted them
     */
    public synchronized MetricsSeries series(
            Instant from, Instant to, Duration range, boolean withTrees) {
        return tier(withTrees ? trees : tiers, range)
                .series(from.getEpochSecond(), to.getEpochSecond());
    }

    /** Seconds that an entry of {@link #series} stands for. */
    public int periodSeconds(Duration range) {
        return tier(tiers, range).periodSeconds();
    }

    private static MetricsTier tier(MetricsTier[] tiers, Duration range) {
        if (range.compareTo(Duration.ofMinutes(15)) <= 0) {
            return tiers[0];
        }
        return range.compareTo(Duration.ofHours(3)) <= 0 ? tiers[1] : tiers[2];
    }

    /** What happened in a stretch of time. */
    public synchronized List<MetricsMark> marks(Instant from, Instant to) {
        List<MetricsMark> found = new ArrayList<>();
        for (int i = 0; i < markCount; i++) {
            Instant at = Instant.ofEpochMilli(marks[i] >> KIND_BITS);
            if (!at.isBefore(from) && !at.isAfter(to)) {
                found.add(new MetricsMark(at, KINDS[(int) (marks[i] & KINDS.length - 1)]));
            }
        }
        return found;
    }

    /** When the newest sample was taken, to the second; the epoch when there is none. */
    synchronized Instant newest() {
        return Instant.ofEpochSecond(tiers[0].newestSecond());
    }

    /** Bytes of its arrays right now. */
    synchronized int bytes() {
        int sum = marks.length * Long.BYTES;
        for (MetricsTier tier : tiers) {
            sum += tier.bytes();
        }
        if (trees != tiers) {
            for (MetricsTier tier : trees) {
                sum += tier.bytes();
            }
        }
        return sum;
    }

    synchronized void write(DataOutput out) throws IOException {
        for (MetricsTier tier : tiers) {
            tier.write(out);
        }
        out.writeInt(markCount);
        for (int i = 0; i < markCount; i++) {
            out.writeLong(marks[i]);
        }
        out.writeBoolean(treesKnown);
        out.writeBoolean(trees != tiers);
        if (trees != tiers) {
            for (MetricsTier tier : trees) {
                tier.write(out);
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param withTrees whether it knew of descendants; the first version did not
     * @throws IOException when it is not that
     */
    static MetricsHistory read(DataInput in, boolean withTrees) throws IOException {
        MetricsHistory history = new MetricsHistory();
        for (MetricsTier tier : history.tiers) {
            tier.read(in);
        }
        int count = in.readInt();
        if (count < 0 || count > MOST_MARKS) {
            throw new IOException(
                    "it has %d marks where at most %d can be".formatted(count, MOST_MARKS));
        }
        for (int i = 0; i < count; i++) {
            history.mark(in.readLong());
        }
        if (withTrees) {
            history.readTrees(in);
        }
        return history;
    }

    private void readTrees(DataInput in) throws IOException {
        treesKnown = in.readBoolean();
        if (in.readBoolean()) {
            trees = newTiers();
            for (MetricsTier tier : trees) {
                tier.read(in);
            }
        }
    }
}
