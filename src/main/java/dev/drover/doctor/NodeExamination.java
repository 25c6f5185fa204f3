package dev.drover.doctor;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ExecOptions;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.project.Programs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The Node that runs scripts and ecosystem files. */
final class NodeExamination {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, String> environment;

    NodeExamination(Map<String, String> environment) {
        this.environment = environment;
    }

    void write(Sheet sheet) {
        sheet.section("Node");
        Optional<Path> node = Programs.on(environment.getOrDefault("PATH", "")).find("node");
        if (node.isEmpty()) {
            sheet.line("node", "not on the PATH: .js scripts and ecosystem.config.js need it");
            return;
        }
        sheet.line("node", node.get());
        sheet.line("version", version(sheet, node.get()));
    }

    private static String version(Sheet sheet, Path node) {
        try {
            return ChildProcesses.execFile(
                            node.toString(),
                            List.of("--version"),
                            ExecOptions.DEFAULT.withSpawn(
                                    SpawnOptions.DEFAULT.withEnv(Map.of()).withTimeout(PATIENCE)))
                    .result()
                    .join()
                    .stdout()
                    .toString()
                    .strip();
        } catch (CompletionException e) {
            sheet.problem("%s does not tell its version (%s).".formatted(node, e.getCause()));
            return "unknown";
        }
    }
}
