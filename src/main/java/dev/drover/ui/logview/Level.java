package dev.drover.ui.logview;

/** How much a line matters. What says nothing about itself counts as information. */
enum Level {
    /** Fatal ones too. */
    ERROR,
    WARN,
    INFO,
    /** Traces too. */
    DEBUG
}
