package dev.drover.childprocess.posix;

import dev.drover.childprocess.child.AbstractChildProcess;
import dev.drover.domain.Signal;

import java.io.IOException;
import java.util.Optional;

/** A child of the native backend. Its pidfd is in the reactor until it has ended and was reaped. */
final class PosixChild extends AbstractChildProcess {

    private final ChildSignals signals;

    PosixChild(Parts parts, ChildSignals signals) {
        super(parts);
        this.signals = signals;
        if (signals.leadsGroup()) {
            PipeEnd.closeWhenUnreachable(this, signals);
        }
    }

    /**
     * Waits for the end of the child in the reactor; its input is closed with it. Until then the
     * reactor also keeps this object and its streams from being collected.
     */
    void awaitEnd(Reactor reactor, Optional<Descriptor> stdin) throws IOException {
        reactor.register(
                signals.pidfd(),
                Reactor.READABLE,
                (self, _) ->
                        signals.reap()
                                .ifPresent(
                                        status -> {
                                            reactor.unregister(self);
                                            ended(stdin);
                                            exited(status);
                                        }));
    }

    private void ended(Optional<Descriptor> stdin) {
        signals.ended();
        stdin.ifPresent(Descriptor::close);
    }

    @Override
    protected Delivery deliver(Signal signal) {
        return switch (signals.signal(signal)) {
            case 0 -> Delivery.SENT;
            case -Errno.EPERM -> Delivery.DENIED;
            default -> Delivery.ENDED;
        };
    }

    @Override
    public boolean killGroup(Signal signal) {
        return signals.signalGroup(signal);
    }
}
