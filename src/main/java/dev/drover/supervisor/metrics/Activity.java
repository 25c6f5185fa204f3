package dev.drover.supervisor.metrics;

import dev.drover.domain.ProcessFigures;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks at one process: threads, open files, disk. What has ended and what the system does not tell
 * about is empty. Each look reads files of the system; safe for use by several threads.
 */
public interface Activity {

    OptionalInt threads(long pid);

    /** Files, sockets and pipes. */
    OptionalInt openFiles(long pid);

    /** Since the process began. */
    Optional<ProcessFigures.Disk> disk(long pid);

    /** The one that this platform has. */
    static Activity ofPlatform() {
        return ProcSampler.isSupported() ? new ProcActivity() : new OshiActivity();
    }
}
