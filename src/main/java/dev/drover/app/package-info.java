/**
 * Launchers and the composition root: the only place that knows how the parts are put together.
 *
 * <p>Arrows: may depend on everyone; nobody depends on it. {@code Supervisor…} classes run without
 * JavaFX.
 */
package dev.drover.app;
