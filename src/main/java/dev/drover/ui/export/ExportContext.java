package dev.drover.ui.export;

import dev.drover.ui.action.Desktop;

import javafx.stage.Window;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * What the dialog works with.
 *
 * @param environment the user's login environment: what services have of it is not written
 * @param folder the user's own
 * @param chooser asks for a folder, beginning at one; empty when the user does not want to
 * @param desktop shows the folder, copies
 * @param blocking makes, compares and writes files
 */
public record ExportContext(
        Map<String, String> environment,
        Path folder,
        BiFunction<Window, Path, Optional<Path>> chooser,
        Desktop desktop,
        Executor blocking) {

    public ExportContext {
        environment = Map.copyOf(environment);
    }
}
