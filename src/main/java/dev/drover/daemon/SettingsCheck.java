package dev.drover.daemon;

import dev.drover.domain.Home;

import java.util.Optional;

/** Whether a supervisor could read the settings of a home. */
public final class SettingsCheck {

    private SettingsCheck() {}

    /** The sentence that a supervisor would refuse to start with. */
    public static Optional<String> problem(Home home) {
        try {
            HomeSettings.read(home.settings());
            return Optional.empty();
        } catch (DaemonException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
