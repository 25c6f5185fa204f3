package dev.drover.ui.alerts;

/** How much a line must matter at least. */
public enum AlertLevel {
    ANY,
    /** Warnings and errors. */
    WARN,
    ERROR
}
