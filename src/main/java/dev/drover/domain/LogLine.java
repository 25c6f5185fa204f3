package dev.drover.domain;

import java.time.Instant;

/**
 * A line of a log file.
 *
 * @param stream that it was written on
 * @param offset where it begins in the log, in bytes
 * @param length in bytes, the newline included; a line that is longer than what was asked for comes
 *     in pieces
 * @param text without the end of the line, decoded as UTF-8; invalid bytes are U+FFFD
 * @param run number of the run that wrote it, from 1; 0 when not known
 * @param at when the supervisor saw it; {@link Instant#EPOCH} when not known
 */
public record LogLine(
        LogStream stream, long offset, int length, String text, int run, Instant at) {}
