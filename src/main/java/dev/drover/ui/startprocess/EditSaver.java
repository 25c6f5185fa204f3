package dev.drover.ui.startprocess;

import dev.drover.client.TakesEffect;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;

import java.util.concurrent.CompletableFuture;

/** Gives an entry another definition; a failure's message is shown to the user. */
@FunctionalInterface
public interface EditSaver {

    CompletableFuture<ProcessDescription> save(
            ProcessDescription process, ProcessSpec definition, TakesEffect effect);
}
