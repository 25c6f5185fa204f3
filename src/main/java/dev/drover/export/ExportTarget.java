package dev.drover.export;

/** Who is to run the services from now on. */
public enum ExportTarget {
    /** systemd's manager of the user: {@code ~/.config/systemd/user}. */
    SYSTEMD,
    /** launchd of macOS: {@code ~/Library/LaunchAgents}. */
    LAUNCHD,
    /** Docker Compose and Podman Compose. */
    COMPOSE,
    /** Manifests for {@code kubectl apply -f}. */
    KUBERNETES
}
