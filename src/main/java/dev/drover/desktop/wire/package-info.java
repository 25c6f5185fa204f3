/**
 * The D-Bus interfaces that tray and dock are spoken to with: names, signatures and nothing else.
 * They are public because the D-Bus library calls them by reflection.
 *
 * <p>Arrows: depends on nothing of Drover.
 */
package dev.drover.desktop.wire;
