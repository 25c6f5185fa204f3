package dev.drover.childprocess.ipc;

import dev.drover.childprocess.InvalidArgumentException;
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

        /** Something was no message and none was lost by it; what follows is read. */
        void failed(IpcException error);

        /** A message is lost, so what follows is not read; called at most once, last. */
        void broken(IpcException error);
    }

    /**
     * The bytes of one message.
     *
     * @throws IllegalArgumentException for a value that this mode cannot hold
     */
    byte[] encode(@Nullable Object message);

    /** What Node says to a message that is undefined. */
    static InvalidArgumentException missing() {
        return new InvalidArgumentException(
                "ERR_MISSING_ARGS", "The \"message\" argument must be specified");
    }

    /**
     * How many of the bytes that wait belong to messages that are there whole; what is over is
     * better left where it is, in case this process is killed now.
     */
    default int whole(byte[] bytes, int length) {
        return length;
    }

    /**
     * The bytes that come first may be the rest of a message that another process began to read.
     */
    default void resume() {}

    /** Takes the next bytes. */
    void decode(byte[] bytes, int offset, int length, Receiver receiver);
}
