/**
 * Benchmarks of the package {@code childprocess}, each with an opponent that does the same work.
 * Not part of the program; {@code bench/README.md} says how to run them.
 */
package dev.drover.childprocess.bench;
