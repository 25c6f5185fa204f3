/**
 * What each run was begun with (definition, environment, program, commit), kept on the disk, and
 * what has changed between two runs: "it worked yesterday, what did I change?". Also which branch
 * is checked out now ({@link dev.drover.daemon.setup.Branches}).
 *
 * <p>Arrows: depends on {@code supervisor}, {@code protocol} and {@code domain}; follows the
 * supervisor by its events like any other client. A newcomer starts at {@link
 * dev.drover.daemon.setup.SetupBook}.
 */
package dev.drover.daemon.setup;
