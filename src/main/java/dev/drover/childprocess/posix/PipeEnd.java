package dev.drover.childprocess.posix;

import dev.drover.childprocess.child.ChildEvents;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The parent's end of a pipe that a child writes. The reactor watches it only for the end: it is
 * over when the child and all who inherited it have closed it, read or not; the bytes stay
 * readable. When there are none left then, the descriptor is given back at once: each that is open
 * makes the next spawn dearer.
 */
final class PipeEnd {

    private static final Cleaner CLEANER = Cleaner.create();

    /** Ends of pipes; more than one spawn needs. */
    private static final int ENOUGH = 16;

    /** JVMs can be told to collect nothing on demand, and there may be less than enough. */
    private static final int COLLECTION_MILLIS = 250;

    /** Who waits for ends to be closed; null when nobody does. */
    private static volatile @Nullable Semaphore awaited;

    private static final int MSG_PEEK = 2;
    private static final int MSG_DONTWAIT = 0x40;

    private final Reactor reactor;
    private final Descriptor socket;
    private final ChildEvents events;
    private final Reactor.Registration registration;

    /** The event that says that the child can neither send nor, where it could, receive more. */
    private final int uselessFrom;

    private volatile boolean drained;
    private volatile @Nullable Cleanable leakGuard;

    /**
     * @param twoWay whether the child reads it too
     */
    PipeEnd(Reactor reactor, Descriptor socket, ChildEvents events, boolean twoWay)
            throws IOException {
        this.reactor = reactor;
        this.socket = socket;
        this.events = events;
        this.uselessFrom = twoWay ? Reactor.HANG_UP : Reactor.READ_HANG_UP;
        this.registration = reactor.register(socket.fd(), Reactor.READ_HANG_UP, this::hungUp);
    }

    private void hungUp(Reactor.Registration self, int ready) {
        over(self);
        if ((ready & uselessFrom) != 0 && isEmpty()) {
            drained = true;
            release();
        }
    }

    private boolean isEmpty() {
        if (!socket.acquire()) {
            return false;
        }
        try {
            long scratch = reactor.incoming().address();
            return Libc.recv(socket.fd(), scratch, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
        } finally {
            socket.release();
        }
    }

    /** True when it was closed because the child had ended it and nothing was left to be read. */
    boolean isDrained() {
        return drained;
    }

    Descriptor socket() {
        return socket;
    }

    /** Closes our end, which also counts as the end of the pipe. From any thread. */
    void close() {
        over(registration);
        release();
    }

    private void release() {
        socket.close();
        Cleanable guard = leakGuard;
        if (guard != null) {
            leakGuard = null;
            guard.clean();
        }
    }

    private void over(Reactor.Registration self) {
        if (reactor.unregister(self)) {
            reactor.execute(events::endClosed);
        }
    }

    /** A stream that nobody reads to its end or closes must not keep its descriptor for ever. */
    static void closeWhenUnreachable(PipeInput stream, PipeEnd end) {
        end.leakGuard =
                CLEANER.register(
                        stream,
                        () -> {
                            end.close();
                            Semaphore waiting = awaited;
                            if (waiting != null) {
                                waiting.release();
                            }
                        });
    }

    /**
     * Closes the ends of streams that nobody can read any more: the outputs of children that were
     * never read, which Node throws away at their end. Takes a collection of garbage.
     *
     * @return false when there was none
     */
    static synchronized boolean closeUnreachable() {
        Semaphore closed = new Semaphore(0);
        awaited = closed;
        System.gc();
        try {
            // They are closed by another thread, one after the other and in any order.
            return closed.tryAcquire(ENOUGH, COLLECTION_MILLIS, TimeUnit.MILLISECONDS)
                    || closed.availablePermits() > 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            awaited = null;
        }
    }

    /** The same for the pidfd of a child whose process group is never asked for again. */
    static void closeWhenUnreachable(PosixChild child, ChildSignals signals) {
        CLEANER.register(child, signals::close);
    }
}
