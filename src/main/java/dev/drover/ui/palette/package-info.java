/**
 * The command palette: one field that finds every command of the window, for the present selection,
 * every process and every signal.
 *
 * <p>Entry point: {@link dev.drover.ui.palette.Palette}.
 *
 * <p>Arrows: depends on {@code ui.action}, {@code ui.model}, {@code ui.common} and {@code domain},
 * on no other feature of {@code ui}.
 */
package dev.drover.ui.palette;
