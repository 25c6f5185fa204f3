package dev.drover.childprocess;

/**
 * A process that was found by a variable of its environment.
 *
 * @param process it runs
 * @param tag the value that the variable had when its program began
 */
public record TaggedProcess(ProcessRef process, String tag) {}
