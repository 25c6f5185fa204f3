package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the dialog works with.
 *
 * @param home folder of the supervisor
 * @param environment the user's login environment: what the process gets besides the declared
 *     variables, and where programs are looked up
 * @param folder where the process runs when nothing else is said
 * @param starter starts a service; a failure's message is shown to the user
 * @param started told on the FX thread what was started
 * @param opener offers what a definition file defines; asks for trust where it is a program
 * @param chooser asks for files and folders
 * @param blocking looks at folders and programs
 */
public record StartProcessContext(
        Path home,
        Map<String, String> environment,
        Path folder,
        Function<ProcessSpec, CompletableFuture<List<ProcessDescription>>> starter,
        Consumer<List<ProcessDescription>> started,
        Consumer<Path> opener,
        PathChooser chooser,
        Executor blocking) {

    public StartProcessContext {
        environment = Map.copyOf(environment);
    }
}
