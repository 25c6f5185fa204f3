package dev.drover.project;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a JavaScript ecosystem file in a Node process of its own, with a time limit, and takes its
 * exports as JSON (checklist S22). Only for files in a folder that the user trusts.
 */
final class NodeEvaluator {

    private static final long DEFAULT_LIMIT_SECONDS = 10;
    private static final long LIMIT_BYTES = 8L << 20;
    private static final int MESSAGE_BYTES = 256 << 10;

    /**
     * Writes what the file exports, as JSON, into a file: what the program prints is its own
     * affair. {@code import()} takes CommonJS and ES modules alike. Of a failure it tells the
     * message and the stack; an ES module that cannot be parsed has its line only with {@code
     * --check}.
     */
    private static final String SCRIPT =
            """
            const { pathToFileURL } = require('url');
            const fs = require('fs');
            const [, file, out] = process.argv;
            import(pathToFileURL(file).href).then(
              (m) => fs.writeFileSync(out, JSON.stringify(m.default ?? m) ?? 'null'),
              (e) => {
                const stack = String(e && e.stack || '');
                const check = stack.includes(file + ':') || !(e instanceof SyntaxError) ? '' :
                  String(require('child_process')
                    .spawnSync(process.execPath, ['--check', file]).stderr);
                fs.writeSync(2, `\\u0000${String(e && e.message || e)}\\n${stack}\\n${check}`);
                process.exit(1);
              });
            """;

    private final Map<String, String> environment;
    private final long limitSeconds;

    NodeEvaluator(Map<String, String> environment) {
        this(environment, DEFAULT_LIMIT_SECONDS);
    }

    /**
     * @param limitSeconds after which Node is killed
     */
    NodeEvaluator(Map<String, String> environment, long limitSeconds) {
        this.environment = environment;
        this.limitSeconds = limitSeconds;
    }

    /** The exports of {@code file}, with the lines that its source has for them. */
    Located evaluate(Path file) throws IOException, MalformedFileException {
        String source = Files.readString(file);
        return JsSource.locate(JsonText.read(exports(file)), source);
    }

    private String exports(Path file) throws IOException, MalformedFileException {
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
        // Readable by this user only: what a file exports may hold secrets.
        File out = Files.createTempFile("drover-ecosystem", ".json").toFile();
        File err = Files.createTempFile("drover-ecosystem", ".err").toFile();
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    node.toString(), "-e", SCRIPT, file.toString(), out.toString())
                            .directory(file.getParent().toFile())
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(err);
            builder.environment().clear();
            builder.environment().putAll(environment);
            await(builder.start());
            return result(file, out.toPath(), err.toPath());
        } finally {
            Files.deleteIfExists(out.toPath());
            Files.deleteIfExists(err.toPath());
        }
    }

    private void await(Process process) throws MalformedFileException {
        try {
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                throw new MalformedFileException(
                        0,
                        "Node did not finish reading the file within %d seconds."
                                .formatted(limitSeconds));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new MalformedFileException(0, "Reading the file was cancelled.");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String result(Path file, Path out, Path err)
            throws IOException, MalformedFileException {
        if (Files.size(out) > LIMIT_BYTES) {
            throw new MalformedFileException(
                    0, "The file exports more than %d MB.".formatted(LIMIT_BYTES >> 20));
        }
        String json = Files.readString(out);
        if (json.isBlank()) {
            String told = beginning(err);
            String failure = told.substring(told.indexOf('\0') + 1).strip();
            throw new MalformedFileException(
                    line(file, failure),
                    "Node could not read it: "
                            + failure.lines()
                                    .findFirst()
                                    .orElse("it ended before it exported anything")
                            + ".");
        }
        return json;
    }

    private static String beginning(Path err) throws IOException {
        try (InputStream in = Files.newInputStream(err)) {
            return new String(in.readNBytes(MESSAGE_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static int line(Path file, String failure) {
        Matcher place =
                Pattern.compile(Pattern.quote(String.valueOf(file.getFileName())) + ":(\\d{1,9})")
                        .matcher(failure);
        return place.find() ? Integer.parseInt(place.group(1)) : 0;
    }
}
