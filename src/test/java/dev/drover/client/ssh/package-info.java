/** Tests against a real {@code sshd} on this machine's loopback. */
package dev.drover.client.ssh;
