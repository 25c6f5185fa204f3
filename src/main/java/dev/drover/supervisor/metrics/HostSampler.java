package dev.drover.supervisor.metrics;

import dev.drover.domain.HostLoad;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tells what the whole machine is doing, as far as {@code /proc} says it; rates are since the call
 * before. Safe for use by several threads; blocks for file reads.
 */
public final class HostSampler {

    private static final int SECTOR_BYTES = 512;
    private static final long MIN_NANOS = 500_000_000;

    private final Path proc;
    private Counters last;
    private Optional<HostLoad> load = Optional.empty();

    private record Counters(long nanos, long busy, long total, long read, long written) {}

    /** Rates are counted from now. */
    public HostSampler() {
        this(Path.of("/proc"));
    }

    HostSampler(Path proc) {
        this.proc = proc;
        last = new Counters(System.nanoTime(), 0, 0, 0, 0);
    }

    /** Empty on a system without {@code /proc}. */
    public synchronized Optional<HostLoad> sample() {
        if (load.isEmpty() || System.nanoTime() - last.nanos() > MIN_NANOS) {
            try {
                load = Optional.of(read());
            } catch (IOException e) {
                load = Optional.empty();
            }
        }
        return load;
    }

    private HostLoad read() throws IOException {
        Counters now = counters();
        double seconds = (now.nanos() - last.nanos()) / 1e9;
        boolean first = last.total() == 0;
        long total = Math.max(1, now.total() - last.total());
        double cpu = 100.0 * (now.busy() - last.busy()) / total;
        HostLoad result =
                new HostLoad(
                        cpu,
                        memory("MemTotal:"),
                        memory("MemAvailable:"),
                        first ? 0 : (now.read() - last.read()) / seconds,
                        first ? 0 : (now.written() - last.written()) / seconds);
        last = now;
        return result;
    }

    private Counters counters() throws IOException {
        String[] cpu = Files.readAllLines(proc.resolve("stat")).getFirst().split("\\s+");
        long total = 0;
        for (int i = 1; i < Math.min(cpu.length, 9); i++) {
            total += Long.parseLong(cpu[i]);
        }
        long idle = Long.parseLong(cpu[4]) + Long.parseLong(cpu[5]);
        long read = 0;
        long written = 0;
        for (String line : Files.readAllLines(proc.resolve("diskstats"))) {
            String[] disk = line.strip().split("\\s+");
            // Whole disks only: their partitions would count twice.
            if (disk.length > 9 && disk[2].matches("[shv]d[a-z]+|xvd[a-z]+|nvme\\d+n\\d+")) {
                read += Long.parseLong(disk[5]) * SECTOR_BYTES;
                written += Long.parseLong(disk[9]) * SECTOR_BYTES;
            }
        }
        return new Counters(System.nanoTime(), total - idle, total, read, written);
    }

    private long memory(String name) throws IOException {
        List<String> lines = Files.readAllLines(proc.resolve("meminfo"));
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0L);
    }
}
