/**
 * The dialog that asks for a home on another machine: whom {@code ssh} shall connect to, and the
 * folder there.
 *
 * <p>Arrows: depends on {@code client.ssh} and {@code ui.common}; what becomes of the answer is a
 * handler of somebody else.
 */
package dev.drover.ui.remotehome;
