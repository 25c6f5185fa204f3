package dev.drover.ui.why;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.RunRecord;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the page asks. Called on the FX thread; answers may come on any. */
public interface WhySource {

    /** The runs of an entry, oldest first. */
    CompletableFuture<List<RunRecord>> runs(int id);

    /** An entry of the list as it is now. */
    Optional<ProcessDescription> process(int id);

    /**
     * Stops the entry {@code holder} and, when it has stopped, starts the entry {@code id} anew.
     */
    CompletableFuture<?> stopAndStart(int holder, int id);
}
