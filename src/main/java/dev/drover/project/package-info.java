/**
 * Definitions of services: ecosystem files, {@code package.json}, Procfile, Compose files, units of
 * systemd, and the options of the first built in code ({@link dev.drover.project.AppOptions});
 * which variables of a service are its starter's ({@link dev.drover.project.StarterVariables}).
 * Reads and checks; starts nothing. A file that is a program is run by Node, and only when a {@link
 * dev.drover.project.TrustCheck} allows it.
 *
 * <p>Arrows: depends on {@code domain} only.
 */
package dev.drover.project;
