package dev.drover.childprocess.child;

import dev.drover.childprocess.Handle;
import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.ipc.IpcChannel;

import org.jspecify.annotations.Nullable;

/** Passes what comes out of a channel to the child's listeners. */
public record ChannelEvents(ChildEvents events) implements IpcChannel.Listener {

    @Override
    public void message(@Nullable Object message, @Nullable Handle handle) {
        events.message(message, handle);
    }

    @Override
    public void reserved(Object message) {
        events.internalMessage(message);
    }

    @Override
    public void error(IpcException error) {
        events.error(error);
    }

    @Override
    public void disconnected() {
        events.disconnected();
    }
}
