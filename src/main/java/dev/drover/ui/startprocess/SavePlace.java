package dev.drover.ui.startprocess;

import javafx.stage.Window;

import java.nio.file.Path;
import java.util.Optional;

/** Asks where a file is to be written; empty when the user does not want to. */
@FunctionalInterface
public interface SavePlace {

    Optional<Path> choose(Window owner, Path folder, String name);
}
