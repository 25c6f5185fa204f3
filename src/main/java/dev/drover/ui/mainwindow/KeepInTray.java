package dev.drover.ui.mainwindow;

import java.util.Optional;

/** What the tray of the desktop has to do with closing a window. FX thread only. */
public interface KeepInTray {

    /** There is no tray, so none keeps anything. */
    KeepInTray NONE =
            new KeepInTray() {
                @Override
                public boolean isThere() {
                    return false;
                }

                @Override
                public Optional<Boolean> wanted() {
                    return Optional.empty();
                }

                @Override
                public void want(boolean kept) {}

                @Override
                public void keep() {}
            };

    /** Whether there is one now. */
    boolean isThere();

    /** Whether the user wants windows that are closed to be kept there; empty: was never asked. */
    Optional<Boolean> wanted();

    /** Remembers what the user wants. */
    void want(boolean kept);

    /** Hides the window; the tray brings it back. */
    void keep();
}
