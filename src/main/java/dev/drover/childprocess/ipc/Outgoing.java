package dev.drover.childprocess.ipc;

import dev.drover.childprocess.IpcException;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** One encoded message on its way, and what travels with it. */
final class Outgoing {

    private static final byte[] ELSEWHERE = {};

    final int length;
    final @Nullable Parcel parcel;
    final Consumer<@Nullable IpcException> sent;

    /** How often the other side has said that the parcel did not come. */
    final int losses;

    int written;

    /** Empty when it lies outside of this process. */
    byte[] bytes;

    private @Nullable LastingMessage lasting;

    Outgoing(byte[] bytes, @Nullable Parcel parcel, Consumer<@Nullable IpcException> sent) {
        this(bytes, parcel, sent, 0);
    }

    private Outgoing(
            byte[] bytes,
            @Nullable Parcel parcel,
            Consumer<@Nullable IpcException> sent,
            int losses) {
        this.bytes = bytes;
        this.length = bytes.length;
        this.parcel = parcel;
        this.sent = sent;
        this.losses = losses;
    }

    /** The rest of a message that another process began to send. */
    Outgoing(LastingMessage rest) {
        this.bytes = ELSEWHERE;
        this.length = rest.left();
        this.lasting = rest;
        this.parcel = null;
        this.sent = _ -> {};
        this.losses = 0;
    }

    /** Whether it is still all in this process and can be put elsewhere. */
    boolean isUntouched() {
        return written == 0 && parcel == null && lasting == null;
    }

    /** It outlives this process from now on, if that can be. */
    void keep(Transport out) {
        lasting = out.keep(bytes).orElse(null);
        bytes = lasting == null ? bytes : ELSEWHERE;
    }

    @Nullable LastingMessage lasting() {
        return lasting;
    }

    /** It is written, or given up. */
    void done() {
        LastingMessage elsewhere = lasting;
        if (elsewhere != null) {
            elsewhere.close();
            lasting = null;
        }
    }

    /** The same once more; whoever sent it has had the answer. */
    Outgoing again() {
        return new Outgoing(bytes, parcel, _ -> {}, losses + 1);
    }

    boolean isWritten() {
        return written == length;
    }
}
