package dev.drover.ui.action;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** What the commands do outside of the window. FX thread only. */
public interface Desktop {

    /** Whether it is that of the machine that the processes run on: only then are there files. */
    default boolean isWhereProcessesAre() {
        return true;
    }

    /** Shows a folder in the system's file manager. */
    void openFolder(Path folder);

    /**
     * Opens a terminal in a folder.
     *
     * @param variables that its shell gets besides the user's own
     */
    void openTerminal(Path folder, Map<String, String> variables);

    /** Opens a file with the program the system has for it. */
    void openFile(Path file);

    /** Shows a page in the browser. */
    void openPage(URI page);

    /** Puts text on the clipboard. */
    void copy(String text);
}
