/**
 * The dialog that sends any signal: found by name, number or meaning, with what it would do to the
 * process.
 *
 * <p>Arrows: depends on {@code domain}, {@code ui.action}, {@code ui.common} and JavaFX, on no
 * other feature of {@code ui}.
 */
package dev.drover.ui.signals;
