package dev.drover.app;

import dev.drover.domain.Home;

import java.nio.file.Path;
import java.util.Map;

/** Where the user's own settings are: the platform's folder for them (ux.md section 2.1). */
final class ConfigFolder {

    private ConfigFolder() {}

    static Path of(Map<String, String> environment) {
        Path user = Home.userFolder(environment);
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Mac")) {
            return user.resolve("Library/Application Support/Drover");
        }
        if (system.startsWith("Windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return (roaming.isEmpty() ? user.resolve("AppData/Roaming") : Path.of(roaming))
                    .resolve("Drover");
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // A relative value is to be ignored, says the XDG specification.
        return (config.startsWith("/") ? Path.of(config) : user.resolve(".config"))
                .resolve("drover");
    }
}
