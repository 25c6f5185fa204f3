package dev.drover.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the packages put what belongs to the program and is not in its modules. */
final class Installation {

    private Installation() {}

    /**
     * The folder of the AOT caches: what the launcher says, else where the runtime is. When the
     * program was not installed they are not there.
     */
    static Path libraries() {
        String said = System.getProperty("drover.lib", "");
        return said.isEmpty() ? runtime().resolveSibling("") : Path.of(said);
    }

    /** The program that opens the window; empty when it was not installed. */
    static Optional<Path> launcher() {
        return Optional.ofNullable(libraries().getParent())
                .map(root -> root.resolve("bin").resolve("drover"))
                .filter(Files::isExecutable);
    }

    private static Path runtime() {
        return Path.of(System.getProperty("java.home"));
    }
}
