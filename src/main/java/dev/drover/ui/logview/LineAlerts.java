package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

/** Whoever tells a user of certain lines, as the log pane sees it. FX thread only. */
public interface LineAlerts {

    /** Nobody tells of lines. */
    LineAlerts NONE =
            new LineAlerts() {
                @Override
                public void propose(String text, boolean line, String process) {}

                @Override
                public boolean isHit(int source, LogStream stream, long offset) {
                    return false;
                }

                @Override
                public void onChange(Runnable listener) {}
            };

    /**
     * The user wants to be told of lines like this.
     *
     * @param line {@code text} is a whole line; else a text, or between slashes a regular
     *     expression
     * @param process name of its service; empty when that does not matter
     */
    void propose(String text, boolean line, String process);

    /** True when the user was told of the line that begins there. */
    boolean isHit(int source, LogStream stream, long offset);

    /** Calls when the user was told of other lines, a few times a second at most. */
    void onChange(Runnable listener);
}
