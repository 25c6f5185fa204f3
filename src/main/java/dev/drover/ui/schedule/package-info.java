/**
 * The dialog that gives processes a schedule of restarts, PM2's {@code cron_restart}, changes it or
 * takes it away. What is typed is checked while it is typed, and read aloud as the next times.
 *
 * <p>Arrows: depends on {@code domain}, {@code client}, {@code ui.action}, {@code ui.common} and
 * JavaFX, on no other feature of {@code ui}.
 */
package dev.drover.ui.schedule;
