package dev.drover.ui.common;

/** Which colours the user wants. */
public enum Theme {
    /** As the operating system has it, following it live. */
    AUTO,
    LIGHT,
    DARK
}
