/**
 * The log of one or several processes: history and live output merged into one bounded document,
 * drawn by a pool of rows whose cost does not depend on the size of the log.
 *
 * <p>Flow: {@link dev.drover.ui.logview.LogSource} → {@code LogFeed} (any thread: offsets, lines,
 * escape sequences) → {@code LogSession} (one coalesced hand-over) → {@code LogDocument} → {@link
 * dev.drover.ui.logview.LogView}.
 *
 * <p>The document numbers what the filters let through: {@code RowFilter} by process, stream, level
 * and time, {@code LogSieve} by text in the background. What a line is (level, stack frame, JSON)
 * is recognised once, where it is put together: {@code LineTraits}.
 *
 * <p>Arrows: depends on {@code domain}, {@code logfile} (text that ends a search without end),
 * {@code ui.common} and JavaFX, on no other feature of {@code ui}.
 */
package dev.drover.ui.logview;
