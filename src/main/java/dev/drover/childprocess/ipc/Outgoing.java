package dev.drover.childprocess.ipc;

import dev.drover.childprocess.IpcException;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** One encoded message on its way, and what travels with it. */
final class Outgoing {

    final byte[] bytes;
    final @Nullable Parcel parcel;
    final Consumer<@Nullable IpcException> sent;

    /** How often the other side has said that the parcel did not come. */
    final int losses;

    int written;

    Outgoing(byte[] bytes, @Nullable Parcel parcel, Consumer<@Nullable IpcException> sent) {
        this(bytes, parcel, sent, 0);
    }

    private Outgoing(
            byte[] bytes,
            @Nullable Parcel parcel,
            Consumer<@Nullable IpcException> sent,
            int losses) {
        this.bytes = bytes;
        this.parcel = parcel;
        this.sent = sent;
        this.losses = losses;
    }

    /** The same once more; whoever sent it has had the answer. */
    Outgoing again() {
        return new Outgoing(bytes, parcel, _ -> {}, losses + 1);
    }

    boolean isWritten() {
        return written == bytes.length;
    }
}
