package dev.drover.childprocess;

import org.jspecify.annotations.Nullable;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The IPC channel to the program that started this one: what {@code process} is to a forked Node
 * module. Listeners run on the backend's event thread, one at a time, and must not block; messages
 * wait until the first message listener is there.
 */
public interface ParentChannel extends Channel, AutoCloseable {

    /**
     * The channel of this program; the same one at each call. A Node parent gives it by {@code
     * fork} or by {@code 'ipc'} in {@code stdio}, a Java parent by {@link Stdio.Ipc}.
     *
     * @throws IllegalStateException when this program was not started with one
     * @throws UnsupportedOperationException on the portable backend
     */
    static ParentChannel open() {
        return InheritedChannel.ofThisProgram();
    }

    /** True until one side disconnects. */
    boolean connected();

    /**
     * Sends a message to the parent.
     *
     * @param sent called once on the event thread: with null when the kernel has taken the last
     *     byte, else with why not
     * @return false when the queue is above Node's high-water mark (128 KiB), or the channel is
     *     closed
     * @throws IllegalArgumentException for a message that the serialization cannot hold
     */
    boolean send(@Nullable Object message, Consumer<@Nullable IpcException> sent);

    /**
     * As the other, with a handle. A connection leaves this program unless it is kept; a closed
     * handle is left out. Later messages wait until the parent has confirmed it.
     *
     * @throws InvalidArgumentException for a handle that this library did not open
     */
    boolean send(
            @Nullable Object message,
            Handle handle,
            SendOptions options,
            Consumer<@Nullable IpcException> sent);

    /** As the other, with failures reported to the error listeners. */
    boolean send(@Nullable Object message);

    /** Closes the channel after what is queued was sent; the parent sees the same. */
    void disconnect();

    /** Called for each message of the parent. */
    void onMessage(Consumer<@Nullable Object> listener);

    /**
     * As the other, with the handle that came with a message, or null. The listener owns the handle
     * and closes it; without such a listener handles are closed on arrival.
     */
    void onMessage(BiConsumer<@Nullable Object, @Nullable Handle> listener);

    /** Called for each reserved message ({@code NODE_…}) of the parent. */
    void onInternalMessage(Consumer<Object> listener);

    /** Called once when the channel is closed by either side. */
    void onDisconnect(Runnable listener);

    /** Called for an error that is not the answer to one send. */
    void onError(Consumer<? super ChildProcessException> listener);

    /** As {@link #disconnect}, without an error when that was done. */
    @Override
    void close();
}
