/**
 * Bytes only: AMP frames ({@link dev.drover.protocol.AmpDecoder}), typed arguments ({@link
 * dev.drover.protocol.AxonMessage}) and JSON text ({@link dev.drover.protocol.Json}), as
 * spec/pm2.md section 1.2 has them. Everything that comes from a peer is bounded here.
 *
 * <p>Arrows: depends on nothing of Drover.
 */
package dev.drover.protocol;
