package dev.drover.ui.mainwindow;

import dev.drover.ui.model.StatusWord;

import java.util.Optional;

/**
 * A home on another machine, as the sidebar shows it.
 *
 * @param machine its name
 * @param folder the home there
 * @param state how it stands, in words
 * @param role the colour of that
 * @param present whether this window shows it
 * @param open shows its window
 * @param disconnect ends its connection; empty when it has no window
 * @param forget takes it off the list; only used when it has no window
 */
public record RemoteLine(
        String machine,
        String folder,
        String state,
        StatusWord.Role role,
        boolean present,
        Runnable open,
        Optional<Runnable> disconnect,
        Runnable forget) {

    /** Machine and folder. */
    String name() {
        return machine + " " + folder;
    }
}
