/**
 * The page of the dock that says why a process stopped or restarted: its runs, how each of them
 * ended, and what it wrote last.
 *
 * <p>Flow: the selection → {@code RunsReader} asks {@link dev.drover.ui.why.WhySource} → {@code
 * WhyController} shows one run of them; {@code RunWords} has the words, {@code WhyReport} the same
 * as text.
 *
 * <p>Arrows: depends on {@code domain}, {@code ui.action}, {@code ui.model}, {@code ui.common} and
 * JavaFX, on no other feature of {@code ui}.
 */
package dev.drover.ui.why;
