package dev.drover.ui.why;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.RunChanges;
import dev.drover.domain.RunRecord;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the page asks. Called on the FX thread; answers may come on any. */
public interface WhySource {

    /** The runs of an entry, oldest first. */
    CompletableFuture<List<RunRecord>> runs(int id);

    /**
     * What has changed for a run of an entry since an earlier one, by their numbers. Fails where
     * the supervisor does not know such things.
     */
    CompletableFuture<RunChanges> changes(int id, int earlier, int later);

    /** An entry of the list as it is now. */
    Optional<ProcessDescription> process(int id);

    /**
     * Stops the entry {@code holder} and, when it has stopped, starts the entry {@code id} anew.
     */
    CompletableFuture<?> stopAndStart(int holder, int id);

    /**
     * Who has a port of this machine: empty unless it is the process with this pid, of this user,
     * and neither Drover's own nor of another machine.
     */
    CompletableFuture<Optional<PortStranger>> stranger(int port, long pid);

    /**
     * Asks such a process to end and, when it has ended, starts the entry {@code id} anew. Fails
     * when it does not end, or is another one by now.
     */
    CompletableFuture<?> endAndStart(PortStranger stranger, int id);
}
