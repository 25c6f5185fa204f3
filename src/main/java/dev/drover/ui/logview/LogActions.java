package dev.drover.ui.logview;

/** What the menu of a line offers beyond what its row can do. FX thread only. */
interface LogActions extends LogCommands {

    /** Opens the find bar. */
    void find();

    /** Opens the filter bar. */
    void filter();

    /** Shows the lines with this text only. */
    void filterTo(String text);

    /** Hides the lines with this text. */
    void hideLike(String text);

    /** Tells of lines like this; {@code line}: the text is all of it. */
    void alert(String text, boolean line, LogEntry entry);

    /** Shows every line again, and this one among its neighbours. */
    void seeInContext(LogEntry entry);

    /** Goes to the next or previous error or warning. */
    void toLevel(Level level, boolean forward);

    /** Asks for a time or a line to go to. */
    void askWhere();

    /** Puts a row with the present time at the end. */
    void mark();
}
