/**
 * Tells of lines of logs that a user wants to know about: the rules, who watches all output for
 * them, what they found, and the dialog that shows them. Entry point: {@link
 * dev.drover.ui.alerts.Alerts}.
 *
 * <p>Arrows: depends on {@code domain}, {@code logfile}, {@code ui.common}, {@code ui.model} and
 * JavaFX, on no other feature of {@code ui}.
 */
package dev.drover.ui.alerts;
