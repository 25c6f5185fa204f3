package dev.drover.childprocess.ipc;

import dev.drover.childprocess.IpcException;

import org.jspecify.annotations.Nullable;

/**
 * How messages become bytes and bytes messages; keeps the incomplete rest of what came. One per
 * channel.
 */
interface Framing {

    /** What comes out of the bytes, in their order. */
    interface Receiver {
        void received(@Nullable Object message);

        /** Something was no message; what follows is read. */
        void failed(IpcException error);

        /** Nothing that follows can be read; called at most once, last. */
        void broken(IpcException error);
    }

    /**
     * The bytes of one message.
     *
     * @throws IllegalArgumentException for a value that this mode cannot hold
     */
    byte[] encode(@Nullable Object message);

    /** Takes the next bytes. */
    void decode(byte[] bytes, int offset, int length, Receiver receiver);
}
