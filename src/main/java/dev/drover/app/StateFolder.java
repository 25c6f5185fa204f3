package dev.drover.app;

import dev.drover.domain.Home;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the window keeps its size and history: the platform's folder for state (ux.md section 2.1).
 */
final class StateFolder {

    private static final String NAME = "drover";

    private StateFolder() {}

    static Path of(Map<String, String> environment) {
        Path user = Home.userFolder(environment);
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Mac")) {
            return user.resolve("Library/Application Support/Drover");
        }
        if (system.startsWith("Windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isEmpty() ? user.resolve("AppData/Local") : Path.of(local))
                    .resolve("Drover");
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        // A relative value is to be ignored, says the XDG specification.
        return (state.startsWith("/") ? Path.of(state) : user.resolve(".local/state"))
                .resolve(NAME);
    }
}
