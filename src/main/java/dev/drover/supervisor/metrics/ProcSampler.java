package dev.drover.supervisor.metrics;

import dev.drover.domain.Metrics;

import org.jspecify.annotations.Nullable;

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

/**
 * Reads {@code /proc/PID/stat}: one small file per process and sample, no other work. Linux only.
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
            boolean keep =
                    before != null
                            && before.startTicks() == stat.startTicks()
                            && now - before.nanoTime() < SHORTEST_SPAN_NANOS;
            next.put(pid, keep ? before : new Previous(stat.cpuTicks(), stat.startTicks(), now));
        }
        previous = next;
        return samples;
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
