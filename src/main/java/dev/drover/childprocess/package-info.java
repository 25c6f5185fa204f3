/**
 * Node's {@code child_process} for Java. Entry point: {@link dev.drover.childprocess.ChildProcesses}.
 *
 * <p>Arrows: depends on {@code domain} only; the backends are found as services of {@link
 * dev.drover.childprocess.Backend}, so the arrows to this package are one-way. They live in {@code childprocess.posix} (the foreign-function API)
 * and {@code childprocess.portable} ({@link java.lang.ProcessBuilder}); nobody outside sees which one runs.
 */
package dev.drover.childprocess;
