/**
 * Definitions of services in the words of other programs: systemd user units, launchd property
 * lists, a Compose file, Kubernetes manifests. Says what has no words there. Pure but for {@link
 * dev.drover.export.ExportFolder}, which writes.
 *
 * <p>Arrows: depends on {@code domain} and {@code project} only.
 */
package dev.drover.export;
