/**
 * The dialog that exports definitions: to whom, which, what it would write and what that does not
 * say, and the writing with its progress.
 *
 * <p>Arrows: depends on {@code ui.action}, {@code ui.common}, {@code client}, {@code export},
 * {@code domain}.
 */
package dev.drover.ui.export;
