package dev.drover.supervisor;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether the kernel has killed a process for want of memory since the last look: Linux
 * counts it in {@code /proc/vmstat}, for containers too, and says to nobody without rights which
 * one it was. Owner thread.
 */
final class OutOfMemory {

    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);
    private static final String COUNTER = "oom_kill ";

    private final Path counters;
    private long seen;

    OutOfMemory(Path counters) {
        this.counters = counters;
        this.seen = count();
    }

    static OutOfMemory ofThisMachine() {
        return new OutOfMemory(Path.of("/proc/vmstat"));
    }

    /** True when a process that ended like this was most likely the one. */
    boolean killed(ExitStatus status) {
        boolean killed =
                status instanceof ExitStatus.Signaled(Signal signal, _)
                        && signal.equals(Signal.SIGKILL);
        if (!killed) {
            return false;
        }
        long before = seen;
        seen = count();
        return seen > before;
    }

    private long count() {
        if (!Files.isReadable(counters)) {
            return 0;
        }
        try {
            return new String(Files.readAllBytes(counters), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith(COUNTER))
                    .map(line -> line.substring(COUNTER.length()).strip())
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            LOG.debug("{} cannot be read", counters, e);
            return seen;
        }
    }
}
