package dev.drover.ui.logview;

/** What keys and the mouse ask for beyond scrolling and selecting. FX thread only. */
interface LogCommands {

    /** Opens or closes the stack trace below a row; false when it has none, or it is so already. */
    boolean setOpen(LogEntry entry, boolean open);

    /** Shows what a row holds; false when it holds no more than its text. */
    boolean showDetails(LogEntry entry);

    /** Opens the source file that is named around a character; false when none is. */
    boolean openSource(LogEntry entry, int index);

    /** Shows the beginning of the log. */
    void goHome();

    /** Nothing of all that. */
    LogCommands NONE =
            new LogCommands() {
                @Override
                public boolean setOpen(LogEntry entry, boolean open) {
                    return false;
                }

                @Override
                public boolean showDetails(LogEntry entry) {
                    return false;
                }

                @Override
                public boolean openSource(LogEntry entry, int index) {
                    return false;
                }

                @Override
                public void goHome() {}
            };
}
