package dev.drover.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How busy this machine is, from Linux's {@code /proc}; nothing elsewhere. Not safe for use by
 * several threads.
 */
final class HostLoad {

    private static final double GIGABYTE_IN_KILO = 1024.0 * 1024.0;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int COUNTED = 8;

    private final Path proc;
    private long busyBefore;
    private long totalBefore;

    HostLoad(Path proc) {
        this.proc = proc;
    }

    /**
     * What it is now.
     *
     * @param cpuPercent of all cores since the sample before
     * @param usedGigabytes that programs cannot have any more
     */
    record Sample(long cpuPercent, double usedGigabytes, double totalGigabytes) {

        /** In {@code form} come the three numbers in this order. */
        String in(String form) {
            return form.formatted(
                    cpuPercent,
                    String.format("%.1f", usedGigabytes),
                    String.format("%.1f", totalGigabytes));
        }
    }

    /** A sample; the first one says how it was since the machine was started. */
    Optional<Sample> sample() {
        if (!Files.isReadable(proc.resolve("stat"))) {
            return Optional.empty();
        }
        try {
            long cpu = cpu(Files.readAllLines(proc.resolve("stat")).getFirst());
            List<String> memory = Files.readAllLines(proc.resolve("meminfo"));
            double total = kilobytes(memory, "MemTotal:") / GIGABYTE_IN_KILO;
            double available = kilobytes(memory, "MemAvailable:") / GIGABYTE_IN_KILO;
            return Optional.of(new Sample(cpu, total - available, total));
        } catch (IOException | NumberFormatException e) {
            // A status bar can do without it.
            return Optional.empty();
        }
    }

    private long cpu(String line) {
        long[] ticks =
                Arrays.stream(line.split(" +"))
                        .skip(1)
                        .limit(COUNTED)
                        .mapToLong(Long::parseLong)
                        .toArray();
        long total = Arrays.stream(ticks).sum();
        long busy = total - ticks[IDLE] - ticks[WAITING];
        long passed = Math.max(1, total - totalBefore);
        long percent = Math.clamp(Math.round(100.0 * (busy - busyBefore) / passed), 0, 100);
        busyBefore = busy;
        totalBefore = total;
        return percent;
    }

    private static long kilobytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
