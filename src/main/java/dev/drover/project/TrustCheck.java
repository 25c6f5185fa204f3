package dev.drover.project;

import java.nio.file.Path;

/**
 * Says whether a definition file that is a program may be run. It is asked before each run, on the
 * thread that reads the file.
 */
@FunctionalInterface
public interface TrustCheck {

    /** Trusts nobody: files that are programs are not read. */
    TrustCheck NOBODY = _ -> false;

    /** Whether the user trusts the folder of {@code file}, which is absolute. */
    boolean mayRun(Path file);
}
