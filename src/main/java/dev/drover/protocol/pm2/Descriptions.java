package dev.drover.protocol.pm2;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import java.util.Map;
import java.util.Optional;

/** Copies of a description with one part replaced. */
public final class Descriptions {

    private Descriptions() {}

    public static ProcessDescription withSpec(ProcessDescription process, ProcessSpec spec) {
        return copy(process, spec, process.status(), process.reported());
    }

    /** With another definition, and a sentence about it in place of the present reason. */
    public static ProcessDescription withSpec(
            ProcessDescription process, ProcessSpec spec, String statusReason) {
        return copy(process, spec, process.status(), process.reported(), Optional.of(statusReason));
    }

    static ProcessDescription withStatus(ProcessDescription process, ProcessStatus status) {
        return copy(process, process.spec(), status, process.reported());
    }

    static ProcessDescription withReported(
            ProcessDescription process, Map<String, Object> reported) {
        return copy(process, process.spec(), process.status(), reported);
    }

    private static ProcessDescription copy(
            ProcessDescription process,
            ProcessSpec spec,
            ProcessStatus status,
            Map<String, Object> reported) {
        return copy(process, spec, status, reported, process.statusReason());
    }

    private static ProcessDescription copy(
            ProcessDescription process,
            ProcessSpec spec,
            ProcessStatus status,
            Map<String, Object> reported,
            Optional<String> statusReason) {
        return new ProcessDescription(
                process.id(),
                spec,
                status,
                process.pid(),
                process.instance(),
                process.uniqueId(),
                process.startedAt(),
                process.createdAt(),
                process.restarts(),
                process.unstableRestarts(),
                process.lastExit(),
                process.startCause(),
                process.endCause(),
                statusReason,
                process.nextRestartAt(),
                process.ipc(),
                process.metrics(),
                reported,
                process.bookkeeping(),
                process.ports());
    }
}
