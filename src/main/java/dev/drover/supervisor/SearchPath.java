package dev.drover.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Interpreters are looked up in the absolute folders of the PATH only: one like {@code .} would let
 * the folder that a service works in choose the program (checklist S28).
 */
final class SearchPath {

    private SearchPath() {}

    /**
     * What is to be executed: the name itself, where the system's own search is as good.
     *
     * @throws IOException when the program is only in a folder that is not searched
     */
    static String program(String name, String path) throws IOException {
        String[] folders = path.split(":", -1);
        if (name.indexOf('/') >= 0
                || path.isEmpty()
                || Arrays.stream(folders).allMatch(folder -> folder.startsWith("/"))) {
            return name;
        }
        return Arrays.stream(folders)
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toString)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IOException(
                                        "The interpreter %s is in no absolute folder of the PATH, and others are not searched; give its path."
                                                .formatted(name)));
    }
}
