/**
 * The table of processes: columns, order, filter, selection, context menu.
 *
 * <p>Arrows: depends on {@code ui.model}, {@code ui.action}, {@code ui.common} and {@code domain};
 * imports no other feature.
 */
package dev.drover.ui.processtable;
