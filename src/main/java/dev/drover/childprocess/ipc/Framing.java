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

        void failed(IpcException error);
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
