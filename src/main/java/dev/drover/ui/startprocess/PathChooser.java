package dev.drover.ui.startprocess;

import javafx.stage.Window;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Asks the user for a file or a folder; empty when he does not want to. Called on the FX thread.
 */
public interface PathChooser {

    Optional<Path> chooseFile(Window owner, Path initialFolder);

    Optional<Path> chooseFolder(Window owner, Path initialFolder);
}
