package dev.drover.ui.logview;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Opens source files in the user's editor. Called on the FX thread; must not block it. */
public interface SourceOpener {

    /**
     * Opens a file at a line, from 1.
     *
     * @return a sentence that says what was opened with what; fails with one that says why not
     */
    CompletableFuture<String> open(Path file, int line);
}
