package dev.drover.ui.logview;

import javafx.stage.Window;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user where to save; empty when he does not want to. */
public interface ExportChooser {

    /** Called on the FX thread. */
    Optional<Path> choose(Window owner, String suggestedName);
}
