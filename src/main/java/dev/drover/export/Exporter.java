package dev.drover.export;

import java.util.List;

/** Writes definitions of services in the words of another program. Pure. */
public final class Exporter {

    private Exporter() {}

    /** The files for {@code target} and what they do not say. */
    public static Export export(
            List<ExportedService> services, ExportTarget target, ExportOptions options) {
        Job job = new Job(services, target, options);
        return switch (target) {
            case SYSTEMD -> new SystemdUnits(job).export();
            case LAUNCHD -> new LaunchdPlists(job).export();
            case COMPOSE -> new ComposeFile(job).export();
            case KUBERNETES -> new KubernetesManifests(job).export();
        };
    }
}
