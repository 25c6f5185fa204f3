package dev.drover.ui.messages;

import dev.drover.domain.ProcessEvent;

import java.util.function.Consumer;

/** Where messages come from. Safe for use by several threads; nothing blocks. */
public interface MessageFeed {

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
