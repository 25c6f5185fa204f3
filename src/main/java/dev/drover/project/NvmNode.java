package dev.drover.project;

import dev.drover.domain.Home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The interpreters that PM2 calls {@code node@18} or {@code node@18.20.4}: what nvm, the Node
 * Version Manager, has installed for the user. Nothing is installed here.
 */
final class NvmNode {

    private static final String PREFIX = "node@";

    private final Path versions;

    /** {@code environment} is the user's: {@code NVM_DIR} says where nvm is. */
    NvmNode(Map<String, String> environment) {
        String folder = environment.getOrDefault("NVM_DIR", "");
        Path nvm =
                folder.isEmpty()
                        ? Home.userFolder(environment).resolve(".nvm")
                        : Path.of(folder).toAbsolutePath();
        versions = nvm.resolve("versions/node");
    }

    static boolean isMeant(String interpreter) {
        return interpreter.startsWith(PREFIX);
    }

    /** The newest installed one that {@code interpreter} can mean. */
    Optional<Path> find(String interpreter) throws IOException {
        String wanted = "v" + version(interpreter);
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> installed = Files.list(versions)) {
            return installed
                    .filter(
                            folder ->
                                    (folder.getFileName() + ".").startsWith(wanted + ".")
                                            && Files.isExecutable(program(folder)))
                    .max(Comparator.comparing(NvmNode::numbers, Arrays::compare))
                    .map(NvmNode::program);
        }
    }

    /** What is wrong when there is none, for a user. */
    String missing(String interpreter) {
        return "Node %s is not among what nvm has installed in %s: \"nvm install %s\" does that."
                .formatted(version(interpreter), versions, version(interpreter));
    }

    private static String version(String interpreter) {
        String version = interpreter.substring(PREFIX.length());
        return version.startsWith("v") ? version.substring(1) : version;
    }

    private static Path program(Path folder) {
        return folder.resolve("bin/node");
    }

    private static int[] numbers(Path folder) {
        List<String> parts = List.of(String.valueOf(folder.getFileName()).split("\\D+"));
        return parts.stream()
                .filter(part -> part.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
