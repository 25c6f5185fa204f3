package dev.drover.childprocess.ipc;

import dev.drover.childprocess.Handle;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;

/**
 * The bytes below an IPC channel. The channel calls it under its own lock, so never two calls at a
 * time.
 */
public interface Transport {

    /**
     * Gives bytes to the kernel without waiting.
     *
     * @param parcel what travels with the first of them, when one is taken at all
     * @return how many it took, 0 when it takes none now
     * @throws IOException when the other end is gone
     */
    int write(byte[] bytes, int offset, int length, @Nullable Parcel parcel) throws IOException;

    /**
     * Puts a message that the kernel may take in parts where it outlives this process; empty where
     * nothing does.
     */
    default Optional<LastingMessage> keep(byte[] message) {
        return Optional.empty();
    }

    /** What the process before this one had not sent to its end; once, before anything is sent. */
    default Optional<LastingMessage> begun() {
        return Optional.empty();
    }

    /**
     * Prepares a handle for sending; null when it is closed.
     *
     * @param raw for one of Node's own messages, with which handles are not wrapped into an object
     */
    default @Nullable Parcel pack(Handle handle, boolean raw) {
        throw new UnsupportedOperationException(
                "The portable backend cannot send handles (rows HD-* of the conformance table).");
    }

    /**
     * A handle that came and looks like a connection, as the server that it is: bound, and not
     * listening yet.
     */
    default Handle bound(Handle handle) {
        return handle;
    }

    /** Whether {@link IpcChannel#writable} is to be called when the kernel takes bytes again. */
    void wantWritable(boolean wanted);

    /**
     * Whether bytes of the child are wanted; while not, it is held back by the full socket. True at
     * first.
     */
    void wantReadable(boolean wanted);

    /** Reads all that is there now, without waiting, held back or not. On the event thread. */
    default void drain() {}

    /** Closes both directions; nothing is reported afterwards. */
    void close();
}
