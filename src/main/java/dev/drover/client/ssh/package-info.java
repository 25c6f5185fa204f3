/**
 * Homes on other machines, through the user's own {@code ssh} program: {@link
 * dev.drover.client.ssh.SshLink} forwards the two sockets of such a home into a private folder on
 * this machine and connects the client to them.
 *
 * <p>Arrows: depends on {@code client} and {@code domain}.
 */
package dev.drover.client.ssh;
