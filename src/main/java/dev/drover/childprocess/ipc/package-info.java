/**
 * The IPC channel between parent and child in Node's wire format: framing, queueing, flow control.
 * Knows no file descriptors; a backend brings a {@link dev.drover.childprocess.ipc.Transport}.
 *
 * <p>Arrows: depends on {@code childprocess}, {@code childprocess.value} and {@code ipc.advanced}.
 */
package dev.drover.childprocess.ipc;
