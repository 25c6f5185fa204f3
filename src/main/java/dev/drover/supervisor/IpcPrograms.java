package dev.drover.supervisor;

import dev.drover.domain.ProcessSpec;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which programs listen on Node's IPC channel. Every service gets a channel, as under PM2, but a
 * shell or a Python program leaves it alone: a message to it is written and never read.
 */
final class IpcPrograms {

    private static final Set<String> RUNTIMES =
            Set.of("node", "nodejs", "bun", "deno", "electron", "tsx", "ts-node");
    private static final Pattern VERSION_OR_ENDING = Pattern.compile("(@.*|\\.exe)$");
    private static final Pattern NODE = Pattern.compile("node(js)?");
    private static final int SHEBANG_LENGTH = 128;

    private IpcPrograms() {}

    /**
     * Whether what runs is known to listen. Reads the beginning of a script that is executed
     * itself.
     */
    static boolean listens(ProcessSpec spec) {
        return spec.interpreter().equals(ProcessSpec.NO_INTERPRETER)
                ? isRuntime(spec.script().getFileName()) || namesRuntime(firstLine(spec.script()))
                : isRuntime(Path.of(spec.interpreter()).getFileName());
    }

    /** Whether it is a script that Node runs. */
    static boolean isNodeScript(ProcessSpec spec) {
        return !spec.interpreter().equals(ProcessSpec.NO_INTERPRETER)
                && NODE.matcher(bare(Path.of(spec.interpreter()).getFileName())).matches();
    }

    private static boolean isRuntime(Path file) {
        return RUNTIMES.contains(bare(file));
    }

    /** {@code node}, {@code /usr/bin/node}, {@code node@20.1.0}, {@code node.exe}. */
    private static String bare(Path file) {
        return VERSION_OR_ENDING.matcher(file.toString()).replaceFirst("");
    }

    private static boolean namesRuntime(String line) {
        if (!line.startsWith("#!")) {
            return false;
        }
        for (String word : line.substring(2).strip().split("\\s+")) {
            if (!word.isEmpty() && isRuntime(Path.of(word).getFileName())) {
                return true;
            }
        }
        return false;
    }

    private static String firstLine(Path script) {
        try (var in = new FileInputStream(script.toFile())) {
            byte[] start = in.readNBytes(SHEBANG_LENGTH);
            if (start.length < 2 || start[0] != '#' || start[1] != '!') {
                return "";
            }
            return new String(start, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
        } catch (IOException e) {
            // The spawn will say what is wrong with the file; here nothing is known of it.
            return "";
        }
    }
}
