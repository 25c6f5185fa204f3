/**
 * The primary of Node's {@code cluster} module: workers that run unmodified share listening sockets
 * that are opened here. Entry point {@link dev.drover.supervisor.cluster.ClusterPrimary}.
 *
 * <p>Arrows: depends on {@code childprocess} only. Knows nothing of entries, of restarts or of PM2.
 */
package dev.drover.supervisor.cluster;
