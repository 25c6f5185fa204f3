package dev.drover.domain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/**
 * What happened, in the past tense. Events of one process are published in the order in which they
 * happened and one at a time, on changing threads; a listener must not block.
 */
public sealed interface ProcessEvent {

    /** When it happened, by the wall clock. */
    Instant at();

    /** An event about one entry of the process table. */
    sealed interface OfProcess extends ProcessEvent {
        /** The entry right after the event. */
        ProcessDescription process();
    }

    /** An entry was made. */
    record ProcessAdded(ProcessDescription process, Instant at) implements OfProcess {}

    /**
     * Anything in the description other than its metrics changed: status, pid, counters,
     * specification.
     */
    record ProcessChanged(ProcessDescription process, Instant at) implements OfProcess {}

    /** PM2's "online": the process counts as started; {@code process} still says launching. */
    record ProcessOnline(ProcessDescription process, Instant at) implements OfProcess {}

    /** PM2's "start": a start request was carried out. */
    record ProcessStarted(ProcessDescription process, Instant at) implements OfProcess {}

    /**
     * PM2's "exit": all output is in the log files already. {@code process} has the status that
     * follows.
     */
    record ProcessExited(ProcessDescription process, ExitStatus status, Instant at)
            implements OfProcess {}

    /** PM2's second "exit": a stop that was asked for is complete. */
    record ProcessStopped(ProcessDescription process, Instant at) implements OfProcess {}

    /**
     * A process that was replaced by a new one of the same entry, or is being replaced, has ended;
     * {@code process} is the entry with the status of the one that ended.
     */
    record ReplacedWorkerExited(ProcessDescription process, ExitStatus status, Instant at)
            implements ProcessEvent {}

    /** Nothing of a replaced process is left. */
    record ReplacedWorkerStopped(ProcessDescription process, Instant at) implements ProcessEvent {}

    /** PM2's "restart overlimit": too many unstable runs, given up. */
    record RestartLimitReached(ProcessDescription process, Instant at) implements OfProcess {}

    /**
     * A client announced what it did ({@code stop}, {@code restart}, …): PM2's {@code
     * notifyByProcessId}.
     */
    record ActionAnnounced(ProcessDescription process, String action, Instant at)
            implements OfProcess {}

    /** The entry is gone from the table; {@code process} is its last state. */
    record ProcessDeleted(ProcessDescription process, Instant at) implements OfProcess {}

    /** Bytes arrived in a log file of the process. */
    record OutputWritten(ProcessDescription process, LogChunk chunk) implements OfProcess {
        @Override
        public Instant at() {
            return chunk.at();
        }
    }

    /** The process sent a message over its IPC channel. {@code message} is JSON-shaped. */
    record MessageReceived(ProcessDescription process, @Nullable Object message, Instant at)
            implements OfProcess {}

    /**
     * A message of a client was put into the IPC channel of the process, which reads it when it
     * wants to. {@code message} is JSON-shaped.
     */
    record MessageSent(ProcessDescription process, @Nullable Object message, Instant at)
            implements OfProcess {}

    /** New samples, by entry id. */
    record MetricsSampled(Map<Integer, Metrics> samples, Instant at) implements ProcessEvent {}

    /** A line for the supervisor's own log (PM2's {@code log:PM2}). */
    record SupervisorLogged(String line, Instant at) implements ProcessEvent {}

    /** This subscriber read too slowly: so many events, of any kind, were not kept for it. */
    record EventsMissed(long count, long bytes, Instant at) implements ProcessEvent {}

    /** The supervisor is about to close its sockets; {@code reason} as PM2 words it. */
    record SupervisorStopping(String reason, Instant at) implements ProcessEvent {}
}
