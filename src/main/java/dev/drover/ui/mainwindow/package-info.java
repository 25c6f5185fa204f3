/**
 * The main window: menu bar, tool bar, sidebar, status bar, and the frame around the table and the
 * dock, which are given to it.
 *
 * <p>Arrows: depends on {@code ui.model}, {@code ui.action}, {@code ui.common} and {@code domain};
 * imports no other feature.
 */
package dev.drover.ui.mainwindow;
