/**
 * Requests and replies of {@code rpc.sock} (spec/pm2.md sections 1.3 and 1.4).
 *
 * <p>Arrows: depends on {@code protocol}.
 */
package dev.drover.protocol.rpc;
