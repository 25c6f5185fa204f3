package dev.drover.domain;

import java.time.Instant;

/** A place in a log. */
public sealed interface LogPlace {

    /**
     * A byte.
     *
     * @param offset from the beginning of the log, what was rotated off included; negative in
     *     rotated files of which nobody counted how much went before them
     */
    record Offset(long offset) implements LogPlace {}

    /** The first line that was received at a time or later, as far as times are known. */
    record Time(Instant at) implements LogPlace {}

    /**
     * A line of the present file.
     *
     * @param number from 1
     */
    record Line(long number) implements LogPlace {}

    /** The end. */
    record End() implements LogPlace {}
}
