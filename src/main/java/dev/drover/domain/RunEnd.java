package dev.drover.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one life of one process ended, and what was seen of it.
 *
 * @param at when its end was seen
 * @param exit how the process ended
 * @param cause why
 * @param lastErrorLines the last lines of its standard error, oldest first
 * @param peakMemory the most resident memory that it was seen to have, in bytes; empty where
 *     nothing was seen
 * @param killedAfter the time-out after which it was killed, because it did not end when asked to
 * @param outOfMemory true when the operating system killed it for want of memory
 */
public record RunEnd(
        Instant at,
        ExitStatus exit,
        Cause cause,
        List<String> lastErrorLines,
        OptionalLong peakMemory,
        Optional<Duration> killedAfter,
        boolean outOfMemory) {

    public RunEnd {
        lastErrorLines = List.copyOf(lastErrorLines);
    }

    /** An end of which nothing more was seen. */
    public static RunEnd of(Instant at, ExitStatus exit, Cause cause) {
        return new RunEnd(
                at, exit, cause, List.of(), OptionalLong.empty(), Optional.empty(), false);
    }
}
