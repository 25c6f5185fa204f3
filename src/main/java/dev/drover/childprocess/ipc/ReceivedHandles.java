package dev.drover.childprocess.ipc;

import dev.drover.childprocess.Handle;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The handles that came and whose message has not come yet: a handle may be read before, with or
 * after other messages, so the next one belongs to the next {@code NODE_HANDLE} message.
 */
final class ReceivedHandles {

    /** Node sends one at a time; a child that sends many without a message must not fill us up. */
    private static final int MAX = 256;

    /** Empty for a descriptor that came and is no socket. */
    private final Deque<Optional<Handle>> waiting = new ArrayDeque<>();

    private boolean closed;

    synchronized void add(Optional<Handle> handle) {
        if (closed || waiting.size() == MAX) {
            handle.ifPresent(Handle::close);
        } else {
            waiting.add(handle);
        }
    }

    /** The handle of the next message, or null when none came. */
    synchronized @Nullable Optional<Handle> next() {
        return waiting.poll();
    }

    synchronized void close() {
        closed = true;
        waiting.forEach(handle -> handle.ifPresent(Handle::close));
        waiting.clear();
    }
}
