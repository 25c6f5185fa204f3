package dev.drover.ui.startprocess;

import javafx.stage.Window;

import java.nio.file.Path;
import java.util.Optional;

/** Asks where a file is to be written; empty when the user does not want to. */
public interface SavePlace {

    /** A new file; of one that is there the system may ask whether it is to be overwritten. */
    Optional<Path> chooseNew(Window owner, Path folder, String name);

    /** A file that is there. */
    Optional<Path> chooseExisting(Window owner, Path folder);
}
