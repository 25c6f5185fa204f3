package dev.drover.ui.snapshot;

import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Descriptions of processes as a supervisor would give them. */
public final class Processes {

    /** When they all started. */
    public static final Instant STARTED = Instant.parse("2026-03-02T14:02:11Z");

    private Processes() {}

    public static ProcessDescription online(int id, String name, boolean ipc) {
        return of(id, name, ProcessStatus.ONLINE, Optional.of(STARTED), 8000 + id, ipc);
    }

    public static ProcessDescription startedAt(int id, String name, Instant at, long pid) {
        return of(id, name, ProcessStatus.ONLINE, Optional.of(at), pid, false);
    }

    public static ProcessDescription stopped(int id, String name) {
        return of(id, name, ProcessStatus.STOPPED, Optional.empty(), 0, false);
    }

    private static ProcessDescription of(
            int id,
            String name,
            ProcessStatus status,
            Optional<Instant> startedAt,
            long pid,
            boolean ipc) {
        return new ProcessDescription(
                id,
                ProcessSpec.builder(Path.of("/home"), name, Path.of("/srv/app.js")).build(),
                status,
                pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid),
                0,
                "unique",
                startedAt,
                startedAt,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ipc,
                Metrics.NONE,
                Map.of());
    }
}
