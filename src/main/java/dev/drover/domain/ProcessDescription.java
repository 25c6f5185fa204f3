package dev.drover.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One managed process as it is right now: PM2's process description plus what PM2 has no word for.
 *
 * @param id PM2's {@code pm_id}
 * @param spec what runs, with the paths of this instance
 * @param status state
 * @param pid of the running process; empty when none runs
 * @param instance number among the entries of the same name, from 0
 * @param uniqueId one per start request, shared by the instances it made
 * @param startedAt when the present or last run began; empty when it never ran
 * @param createdAt when the entry was made or last restarted by a user; empty after it was given up
 * @param restarts how often it was restarted
 * @param unstableRestarts short runs that count towards the limit
 * @param lastExit how the last run ended
 * @param startCause why the present or last run began
 * @param endCause why the last run ended, or why no other follows it; empty while one is under way,
 *     and when the supervisor does not tell
 * @param statusReason a sentence about why the status is what it is; empty when there is nothing to
 *     add
 * @param nextRestartAt when a waiting restart will happen
 * @param ipc whether the running process has an open IPC channel and listens on it, as far as can
 *     be known: it is a Node program, or it has sent a message
 * @param metrics the last sample; {@link Metrics#NONE} when none runs
 * @param reported what the process said about itself (Node version, custom actions and metrics),
 *     JSON-shaped
 * @param bookkeeping what PM2 notes beside the state
 * @param ports where its processes can be reached, sorted; empty too when nobody looked
 */
public record ProcessDescription(
        int id,
        ProcessSpec spec,
        ProcessStatus status,
        OptionalLong pid,
        int instance,
        String uniqueId,
        Optional<Instant> startedAt,
        Optional<Instant> createdAt,
        int restarts,
        int unstableRestarts,
        Optional<ExitStatus> lastExit,
        Optional<Cause> startCause,
        Optional<Cause> endCause,
        Optional<String> statusReason,
        Optional<Instant> nextRestartAt,
        boolean ipc,
        Metrics metrics,
        Map<String, Object> reported,
        Bookkeeping bookkeeping,
        List<ListeningPort> ports) {

    public ProcessDescription {
        ports = List.copyOf(ports);
        reported = OrderedMap.copyOf(reported);
    }

    /** Without bookkeeping and ports. */
    public ProcessDescription(
            int id,
            ProcessSpec spec,
            ProcessStatus status,
            OptionalLong pid,
            int instance,
            String uniqueId,
            Optional<Instant> startedAt,
            Optional<Instant> createdAt,
            int restarts,
            int unstableRestarts,
            Optional<ExitStatus> lastExit,
            Optional<Cause> startCause,
            Optional<Cause> endCause,
            Optional<String> statusReason,
            Optional<Instant> nextRestartAt,
            boolean ipc,
            Metrics metrics,
            Map<String, Object> reported) {
        this(
                id,
                spec,
                status,
                pid,
                instance,
                uniqueId,
                startedAt,
                createdAt,
                restarts,
                unstableRestarts,
                lastExit,
                startCause,
                endCause,
                statusReason,
                nextRestartAt,
                ipc,
                metrics,
                reported,
                Bookkeeping.NONE,
                List.of());
    }

    /**
     * True when the other says the same in all but the metrics. Component by component and not by
     * the record's own comparison, of which each nested record costs a supervisor that has just
     * started milliseconds.
     */
    public boolean isSameButMetrics(ProcessDescription other) {
        return id == other.id
                && status == other.status
                && pid.equals(other.pid)
                && instance == other.instance
                && restarts == other.restarts
                && unstableRestarts == other.unstableRestarts
                && ipc == other.ipc
                && uniqueId.equals(other.uniqueId)
                && startedAt.equals(other.startedAt)
                && createdAt.equals(other.createdAt)
                && nextRestartAt.equals(other.nextRestartAt)
                && statusReason.equals(other.statusReason)
                && lastExit.equals(other.lastExit)
                && startCause.equals(other.startCause)
                && endCause.equals(other.endCause)
                && Objects.equals(bookkeeping, other.bookkeeping)
                && reported.equals(other.reported)
                && ports.equals(other.ports)
                && Objects.equals(spec, other.spec);
    }

    public String name() {
        return spec.name();
    }

    public String namespace() {
        return spec.namespace();
    }

    public ProcessDescription withMetrics(Metrics value) {
        return new ProcessDescription(
                id,
                spec,
                status,
                pid,
                instance,
                uniqueId,
                startedAt,
                createdAt,
                restarts,
                unstableRestarts,
                lastExit,
                startCause,
                endCause,
                statusReason,
                nextRestartAt,
                ipc,
                value,
                reported,
                bookkeeping,
                ports);
    }

    public ProcessDescription withPorts(List<ListeningPort> value) {
        return new ProcessDescription(
                id,
                spec,
                status,
                pid,
                instance,
                uniqueId,
                startedAt,
                createdAt,
                restarts,
                unstableRestarts,
                lastExit,
                startCause,
                endCause,
                statusReason,
                nextRestartAt,
                ipc,
                metrics,
                reported,
                bookkeeping,
                value);
    }
}
