/**
 * Node's {@code child_process} for Java. Entry point: {@link
 * dev.drover.childprocess.ChildProcesses}.
 *
 * <p>Arrows: depends on {@code domain} only. Its backends live in {@code childprocess.posix} (the
 * foreign-function API) and {@code childprocess.portable} ({@link java.lang.ProcessBuilder});
 * nobody outside sees which one runs.
 */
package dev.drover.childprocess;
