/**
 * Launchers and composition roots.
 *
 * <p>Arrows: may depend on everything; nothing depends on it.
 */
package dev.drover.app;
