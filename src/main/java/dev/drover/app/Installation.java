package dev.drover.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the packages put what belongs to the program and is not in its modules. */
final class Installation {

    private Installation() {}

    /**
     * The folder of the AOT caches: what the launcher says, else the runtime's sibling {@code lib}.
     * It is not there when the program was not installed.
     */
    static Path libraries() {
        String said = System.getProperty("drover.lib", "");
        return said.isEmpty() ? runtime().resolveSibling("lib") : Path.of(said);
    }

    /** The program that opens the window; empty when it was not installed. */
    static Optional<Path> launcher() {
        return Optional.of(runtime().resolveSibling("bin").resolve("drover"))
                .filter(Files::isExecutable);
    }

    private static Path runtime() {
        return Path.of(System.getProperty("java.home"));
    }
}
