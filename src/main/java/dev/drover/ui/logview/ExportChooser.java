package dev.drover.ui.logview;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/** Asks the user where to save; empty when he does not want to. */
public interface ExportChooser {

    /** Called on the FX thread. */
    Optional<Path> choose(Window owner, String suggestedName);
}
