package dev.drover.childprocess.ipc;

import java.io.IOException;

/** The bytes below an IPC channel. The channel calls it under its own lock, so never two calls at a time. */
public interface Transport {

    /**
     * Gives bytes to the kernel without waiting.
     *
     * @return how many it took, 0 when it takes none now
     * @throws IOException when the other end is gone
     */
    int write(byte[] bytes, int offset, int length) throws IOException;

    /** Whether {@link IpcChannel#writable} is to be called when the kernel takes bytes again. */
    void wantWritable(boolean wanted);

    /** Whether bytes of the child are wanted; while not, it is held back by the full socket. True at first. */
    void wantReadable(boolean wanted);

    /** Closes both directions; nothing is reported afterwards. */
    void close();
}
