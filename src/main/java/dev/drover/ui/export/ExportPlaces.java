package dev.drover.ui.export;

import dev.drover.export.ExportTarget;

import java.nio.file.Path;
import java.util.List;

/** The folders in which targets look for their files. */
record ExportPlaces(ExportContext context) {

    /** Where it is written when the user does not say otherwise. */
    Path usual(ExportTarget target, List<Definitions> chosen) {
        return switch (target) {
            case SYSTEMD -> configFolder().resolve("systemd").resolve("user");
            case LAUNCHD -> context.folder().resolve("Library").resolve("LaunchAgents");
            case COMPOSE -> project(chosen);
            case KUBERNETES -> project(chosen).resolve("kubernetes");
        };
    }

    private Path configFolder() {
        String set = context.environment().getOrDefault("XDG_CONFIG_HOME", "");
        return set.startsWith("/") ? Path.of(set) : context.folder().resolve(".config");
    }

    private Path project(List<Definitions> chosen) {
        return chosen.isEmpty() ? context.folder() : chosen.getFirst().service().spec().cwd();
    }
}
