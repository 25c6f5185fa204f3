package dev.drover.ui.mainwindow;

import dev.drover.domain.Home;

import java.util.Optional;

/**
 * A home on this machine in the sidebar.
 *
 * @param alive whether a supervisor answers for it
 * @param remove takes it out of the list; empty when the user has not put it there
 */
public record HomeLine(Home home, boolean alive, Optional<Runnable> remove) {

    /** Whether the other looks the same. */
    boolean looksLike(HomeLine other) {
        return home.equals(other.home)
                && alive == other.alive
                && remove.isPresent() == other.remove.isPresent();
    }
}
