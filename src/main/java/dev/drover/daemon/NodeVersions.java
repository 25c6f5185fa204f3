package dev.drover.daemon;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ExecOptions;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.daemon.setup.ProgramFile;
import dev.drover.domain.ProcessSpec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which Node runs a service. PM2 has code inside each service that tells; Drover asks each Node
 * once. Safe for use by several threads.
 */
final class NodeVersions {

    private static final Logger LOG = LoggerFactory.getLogger(NodeVersions.class);
    private static final Set<String> PROGRAMS = Set.of("node", "nodejs");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<ProgramFile, CompletableFuture<Optional<String>>> known =
            new ConcurrentHashMap<>();

    /**
     * The version of the Node that runs a service, as {@code 20.1.0}; empty when another program
     * runs it, or it does not tell. Blocks for a look at the file; the answer may take its time.
     */
    CompletableFuture<Optional<String>> of(ProcessSpec spec) {
        return Optional.of(spec)
                .filter(NodeVersions::isNode)
                .flatMap(ProgramFile::of)
                .map(program -> known.computeIfAbsent(program, NodeVersions::ask))
                .orElse(CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Whether Node runs a service, by the name of the program. */
    static boolean isNode(ProcessSpec spec) {
        String interpreter = spec.interpreter();
        return PROGRAMS.contains(interpreter.substring(interpreter.lastIndexOf('/') + 1));
    }

    private static CompletableFuture<Optional<String>> ask(ProgramFile program) {
        SpawnOptions options = SpawnOptions.DEFAULT.withEnv(Map.of()).withTimeout(PATIENCE);
        return ChildProcesses.execFile(
                        program.file().toString(),
                        List.of("--version"),
                        ExecOptions.DEFAULT.withSpawn(options))
                .result()
                .thenApply(result -> version(result.stdout().toString()))
                .exceptionally(
                        failure -> {
                            LOG.debug("{} does not tell its version.", program.file(), failure);
                            return Optional.empty();
                        });
    }

    private static Optional<String> version(String text) {
        return Optional.of(text.strip())
                .filter(line -> line.matches("v[0-9]+\\.[0-9]+\\.[0-9A-Za-z.+-]+"))
                .map(line -> line.substring(1));
    }
}
