package dev.drover.app;

import dev.drover.domain.Home;

import java.nio.file.Path;
import java.util.Map;

/** Where the platform has the window keep its files (ux.md section 2.1). */
enum PlatformFolder {

    /** The user's own settings. */
    CONFIG("APPDATA", "AppData/Roaming", "XDG_CONFIG_HOME", ".config"),

    /** The window's size and history. */
    STATE("LOCALAPPDATA", "AppData/Local", "XDG_STATE_HOME", ".local/state");

    private final String windowsVariable;
    private final String windowsDefault;
    private final String xdgVariable;
    private final String xdgDefault;

    PlatformFolder(
            String windowsVariable, String windowsDefault, String xdgVariable, String xdgDefault) {
        this.windowsVariable = windowsVariable;
        this.windowsDefault = windowsDefault;
        this.xdgVariable = xdgVariable;
        this.xdgDefault = xdgDefault;
    }

    Path of(Map<String, String> environment) {
        Path user = Home.userFolder(environment);
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Mac")) {
            return user.resolve("Library/Application Support/Drover");
        }
        if (system.startsWith("Windows")) {
            String named = environment.getOrDefault(windowsVariable, "");
            return (named.isEmpty() ? user.resolve(windowsDefault) : Path.of(named))
                    .resolve("Drover");
        }
        String named = environment.getOrDefault(xdgVariable, "");
        // A relative value is to be ignored, says the XDG specification.
        return (named.startsWith("/") ? Path.of(named) : user.resolve(xdgDefault))
                .resolve("drover");
    }
}
