/**
 * CPU and memory of the selected processes over time, and when they started and ended.
 *
 * <p>Flow: {@code MetricsController} makes a {@code ChartFrame} of the histories in {@code
 * ui.model} once a second while the page is on top; {@code MetricsChart} shows it and has the
 * cross-hair, {@code ChartPainter} draws it.
 *
 * <p>Arrows: depends on {@code domain}, {@code ui.model}, {@code ui.common} and JavaFX, on no other
 * feature of {@code ui}.
 */
package dev.drover.ui.metrics;
