/**
 * PM2's JavaScript API for Java. Entry point: {@link dev.drover.client.ProcessManager}.
 *
 * <p>Arrows: depends on {@code protocol} and {@code domain}.
 */
package dev.drover.client;
