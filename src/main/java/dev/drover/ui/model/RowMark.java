package dev.drover.ui.model;

/**
 * Something about a process that its user should look at.
 *
 * @param text what it is
 * @param goTo shows it
 */
public record RowMark(String text, Runnable goTo) {}
