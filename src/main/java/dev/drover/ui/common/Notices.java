package dev.drover.ui.common;

/**
 * Where the window tells what happened, in one clear sentence; never a stack trace. FX thread only.
 */
public interface Notices {

    /** Something went as asked, or is worth knowing; goes away by itself. */
    void info(String sentence);

    /** Something failed; stays until the user closes it. */
    void error(String sentence);
}
