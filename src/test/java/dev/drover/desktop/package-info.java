/** Tests of tray and dock against a real bus. */
package dev.drover.desktop;
