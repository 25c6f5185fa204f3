package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

/**
 * One log: a stream of a process.
 *
 * @param source id of the process
 */
record LogKey(int source, LogStream stream) {}
