package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessEvent;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where messages go and answers come from. Safe for use by several threads; nothing blocks. */
public interface MessageSender {

    /**
     * Sends {@code {id, type, topic, data}}; completes when it was written to the channel.
     *
     * @param data JSON-shaped
     */
    CompletableFuture<Void> sendPacket(int id, String type, String topic, @Nullable Object data);

    /** Whether {@link #sendRaw} can be done: a PM2 daemon only knows packets. FX thread. */
    default boolean canSendRaw() {
        return true;
    }

    /** Sends a JSON-shaped message as it is; completes when it was written to the channel. */
    CompletableFuture<Void> sendRaw(int id, @Nullable Object message);

    /**
     * Delivers events from now on, on a background thread and in order, until the subscription is
     * closed.
     */
    Subscription subscribe(Consumer<ProcessEvent> listener);

    /** Ends the delivery of events; closing twice does nothing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
