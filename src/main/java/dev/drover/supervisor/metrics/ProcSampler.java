package dev.drover.supervisor.metrics;

import dev.drover.domain.Metrics;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code /proc/PID/stat}: one small file per process and sample, no other work; with
 * descendants that of each process of the machine, once. Linux only.
 */
final class ProcSampler implements Sampler {

    /**
     * Over less than this a clock tick of 10 ms says little; the share is then counted from further
     * back.
     */
    private static final long SHORTEST_SPAN_NANOS = 500_000_000;

    private static final int AT_PAGESZ = 6;
    private static final int AT_CLKTCK = 17;

    private final long pageBytes = auxiliaryValue(AT_PAGESZ, 4096);
    private final long ticksPerSecond = auxiliaryValue(AT_CLKTCK, 100);
    private final byte[] text = new byte[2048];
    private Map<Long, Previous> previous = Map.of();
    private Map<Long, Previous> previousOthers = Map.of();
    private long othersNanos = System.nanoTime();

    private record Previous(long cpuTicks, long startTicks, long nanoTime) {}

    static boolean isSupported() {
        return Files.isReadable(Path.of("/proc/self/stat"));
    }

    @Override
    public Map<Long, Metrics> sample(Collection<Long> pids) {
        Map<Long, Metrics> samples = HashMap.newHashMap(pids.size());
        Map<Long, Previous> next = HashMap.newHashMap(pids.size());
        for (long pid : pids) {
            int length = read(pid);
            if (length <= 0) {
                continue;
            }
            ProcStat stat = ProcStat.parse(text, length);
            if (stat.state() == 'Z' || stat.state() == 'X') {
                continue;
            }
            long now = System.nanoTime();
            Previous before = previous.get(pid);
            double cpu = cpuPercent(before, stat, now);
            samples.put(
                    pid,
                    new Metrics(Math.round(cpu * 10) / 10.0, stat.residentPages() * pageBytes));
            next.put(pid, remembered(before, stat, now));
        }
        previous = next;
        return samples;
    }

    /** What the next share is counted from. */
    private static Previous remembered(@Nullable Previous before, ProcStat stat, long now) {
        boolean keep =
                before != null
                        && before.startTicks() == stat.startTicks()
                        && now - before.nanoTime() < SHORTEST_SPAN_NANOS;
        return keep ? before : new Previous(stat.cpuTicks(), stat.startTicks(), now);
    }

    @Override
    public Map<Long, Metrics> sampleTrees(Collection<Long> pids) {
        Map<Long, Metrics> alone = sample(pids);
        Map<Long, ProcStat> stats = others(alone);
        ProcTrees trees = new ProcTrees(stats, alone.keySet());
        Map<Long, Metrics.Usage> sums = new HashMap<>();
        Map<Long, Previous> next = new HashMap<>();
        long now = System.nanoTime();
        stats.forEach(
                (pid, stat) -> {
                    long owner = trees.owner(pid);
                    if (owner != 0) {
                        double cpu = othersCpuPercent(previousOthers.get(pid), stat, now);
                        sums.merge(
                                owner,
                                new Metrics.Usage(cpu, stat.residentPages() * pageBytes),
                                ProcSampler::sum);
                        next.put(pid, remembered(previousOthers.get(pid), stat, now));
                    }
                });
        previousOthers = next;
        othersNanos = now;
        Map<Long, Metrics> samples = HashMap.newHashMap(alone.size());
        alone.forEach((pid, own) -> samples.put(pid, withTree(own, sums.get(pid))));
        return samples;
    }

    /** What runs on this machine and is no service. */
    private Map<Long, ProcStat> others(Map<Long, Metrics> services) {
        Map<Long, ProcStat> stats = new HashMap<>();
        String[] names = new File("/proc").list();
        for (String name : names == null ? new String[0] : names) {
            if (!Character.isDigit(name.charAt(0))) {
                continue;
            }
            long pid = Long.parseLong(name);
            int length = services.containsKey(pid) ? 0 : read(pid);
            if (length > 0) {
                ProcStat stat = ProcStat.parse(text, length);
                if (stat.state() != 'Z' && stat.state() != 'X') {
                    stats.put(pid, stat);
                }
            }
        }
        return stats;
    }

    /** What began since the look before is counted from there: its first moments say little. */
    private double othersCpuPercent(@Nullable Previous before, ProcStat stat, long now) {
        double average = cpuPercent(before, stat, now);
        if (before != null && before.startTicks() == stat.startTicks()) {
            return average;
        }
        double sinceLook = (now - othersNanos) / 1e9;
        double all = sinceLook <= 0 ? 0 : 100.0 * stat.cpuTicks() / ticksPerSecond / sinceLook;
        return Math.min(average, all);
    }

    private static Metrics.Usage sum(Metrics.Usage one, Metrics.Usage other) {
        return new Metrics.Usage(
                one.cpuPercent() + other.cpuPercent(), one.memoryBytes() + other.memoryBytes());
    }

    private static Metrics withTree(Metrics own, Metrics.@Nullable Usage others) {
        Metrics.Usage tree = others == null ? own.own() : sum(own.own(), others);
        return new Metrics(
                own.cpuPercent(),
                own.memoryBytes(),
                Optional.of(
                        new Metrics.Usage(
                                Math.round(tree.cpuPercent() * 10) / 10.0, tree.memoryBytes())));
    }

    private double cpuPercent(@Nullable Previous before, ProcStat stat, long now) {
        if (before == null || before.startTicks() != stat.startTicks()) {
            double seconds = uptimeSeconds() - (double) stat.startTicks() / ticksPerSecond;
            return seconds <= 0 ? 0 : 100.0 * stat.cpuTicks() / ticksPerSecond / seconds;
        }
        double seconds = (now - before.nanoTime()) / 1e9;
        return seconds <= 0
                ? 0
                : 100.0 * (stat.cpuTicks() - before.cpuTicks()) / ticksPerSecond / seconds;
    }

    /** Fills {@link #text}; 0 or less when the process is gone. */
    private int read(long pid) {
        try (FileInputStream in = new FileInputStream("/proc/" + pid + "/stat")) {
            return in.read(text);
        } catch (IOException _) {
            // The process has ended: that is the answer, not an error.
            return 0;
        }
    }

    private static double uptimeSeconds() {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime"), StandardCharsets.US_ASCII);
            return Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        } catch (IOException _) {
            // Without it the first sample has no CPU share; the next ones have.
            return 0;
        }
    }

    /**
     * What the kernel told this program at its start about the machine; native words, key and
     * value.
     */
    private static long auxiliaryValue(long key, long otherwise) {
        try {
            ByteBuffer words =
                    ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
                            .order(ByteOrder.nativeOrder());
            while (words.remaining() >= 2 * Long.BYTES) {
                long found = words.getLong();
                long value = words.getLong();
                if (found == key) {
                    return value;
                }
            }
        } catch (IOException _) {
            // A container may forbid it; the usual value is right nearly everywhere.
            return otherwise;
        }
        return otherwise;
    }
}
