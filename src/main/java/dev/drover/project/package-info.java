/**
 * Definitions from files: ecosystem files, Procfile, {@code package.json}. Reads and checks; starts
 * nothing.
 *
 * <p>Arrows: depends on {@code domain} only.
 */
package dev.drover.project;
