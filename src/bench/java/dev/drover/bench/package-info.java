/**
 * Benchmarks of what a supervisor and a window do most often, without an opponent: to be compared
 * with themselves, before a change and after it. Not part of the program; {@code bench/README.md}
 * says how to run them.
 */
package dev.drover.bench;
