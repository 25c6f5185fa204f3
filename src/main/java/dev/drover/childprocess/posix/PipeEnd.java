package dev.drover.childprocess.posix;

import dev.drover.childprocess.child.ChildEvents;

import java.io.IOException;
import java.lang.ref.Cleaner;

/**
 * The parent's end of a pipe that a child writes. The reactor watches it only for the end: it is
 * over when the child and all who inherited it have closed it, read or not; the bytes stay
 * readable.
 */
final class PipeEnd {

    private static final Cleaner CLEANER = Cleaner.create();

    private final Reactor reactor;
    private final Descriptor socket;
    private final ChildEvents events;
    private final Reactor.Registration registration;

    PipeEnd(Reactor reactor, Descriptor socket, ChildEvents events) throws IOException {
        this.reactor = reactor;
        this.socket = socket;
        this.events = events;
        this.registration =
                reactor.register(socket.fd(), Reactor.READ_HANG_UP, (self, _) -> over(self));
    }

    Descriptor socket() {
        return socket;
    }

    /** Closes our end, which also counts as the end of the pipe. From any thread. */
    void close() {
        over(registration);
        socket.close();
    }

    private void over(Reactor.Registration self) {
        if (reactor.unregister(self)) {
            reactor.execute(events::endClosed);
        }
    }

    /** A stream that nobody reads to its end or closes must not keep its descriptor for ever. */
    static void closeWhenUnreachable(PipeInput stream, PipeEnd end) {
        CLEANER.register(stream, end::close);
    }

    /** The same for the pidfd of a child whose process group is never asked for again. */
    static void closeWhenUnreachable(PosixChild child, ChildSignals signals) {
        CLEANER.register(child, signals::close);
    }
}
