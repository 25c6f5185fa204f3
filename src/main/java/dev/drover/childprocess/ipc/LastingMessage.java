package dev.drover.childprocess.ipc;

import java.io.IOException;

/**
 * A message that lies outside of this process: should this one die in the middle of it, the next
 * one sends the rest. Used under the lock of its channel.
 */
public interface LastingMessage {

    /** How many bytes the kernel has not taken yet. */
    int left();

    /**
     * Gives bytes to the kernel without waiting.
     *
     * @return how many it took, 0 when it takes none now
     * @throws IOException when the other end is gone
     */
    int write() throws IOException;

    /** Nobody sends it any more. */
    void close();
}
