/**
 * Topics and payloads of {@code pub.sock} (spec/pm2.md section 1.5).
 *
 * <p>Arrows: depends on {@code protocol}.
 */
package dev.drover.protocol.bus;
