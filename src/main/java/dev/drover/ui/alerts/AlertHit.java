package dev.drover.ui.alerts;

import dev.drover.domain.LogStream;

import java.time.Instant;

/**
 * A line that a rule is about.
 *
 * @param process its id
 * @param name of the process
 * @param offset of the line in its log, in bytes
 * @param at when it was received
 * @param text without colours, cut when it is long
 */
public record AlertHit(
        long rule,
        int process,
        String name,
        LogStream stream,
        long offset,
        Instant at,
        String text) {}
