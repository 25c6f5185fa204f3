package dev.drover.project;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a JavaScript ecosystem file in a Node process of its own, with a time limit, and takes its
 * exports as JSON (checklist S22). Only for files in a folder that the user trusts.
 */
final class NodeEvaluator {

    private static final long LIMIT_SECONDS = 10;
    private static final long LIMIT_BYTES = 8L << 20;

    /** Prints what the file exports; {@code import()} takes CommonJS and ES modules alike. */
    private static final String SCRIPT =
            """
            const { pathToFileURL } = require('url');
            import(pathToFileURL(process.argv[1]).href).then(
              (m) => require('fs').writeSync(1, JSON.stringify(m.default ?? m) ?? 'null'),
              (e) => { process.stderr.write(String(e && e.message || e)); process.exit(1); });
            """;

    private final Map<String, String> environment;

    NodeEvaluator(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The exports of {@code file} as JSON text. */
    String evaluate(Path file) throws IOException, MalformedFileException {
        Path node =
                Programs.on(environment.getOrDefault("PATH", ""))
                        .find("node")
                        .orElseThrow(
                                () ->
                                        new MalformedFileException(
                                                0,
                                                "This file is JavaScript and Node is not on the"
                                                    + " PATH: install Node, or write the file as"
                                                    + " JSON."));
        File out = File.createTempFile("drover-ecosystem", ".json");
        File err = File.createTempFile("drover-ecosystem", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(node.toString(), "-e", SCRIPT, file.toString())
                            .directory(file.getParent().toFile())
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectOutput(out)
                            .redirectError(err);
            builder.environment().clear();
            builder.environment().putAll(environment);
            await(builder.start());
            return result(out.toPath(), err.toPath());
        } finally {
            Files.deleteIfExists(out.toPath());
            Files.deleteIfExists(err.toPath());
        }
    }

    private static void await(Process process) throws MalformedFileException {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new MalformedFileException(
                        0,
                        "Node did not finish reading the file within %d seconds."
                                .formatted(LIMIT_SECONDS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new MalformedFileException(0, "Reading the file was cancelled.");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String result(Path out, Path err) throws IOException, MalformedFileException {
        if (Files.size(out) > LIMIT_BYTES) {
            throw new MalformedFileException(
                    0, "The file exports more than %d MB.".formatted(LIMIT_BYTES >> 20));
        }
        String json = Files.readString(out);
        if (json.isBlank()) {
            String message = new String(Files.readAllBytes(err), StandardCharsets.UTF_8).strip();
            throw new MalformedFileException(
                    0,
                    "Node could not read it: "
                            + message.lines().findFirst().orElse("it exports nothing")
                            + ".");
        }
        return json;
    }
}
