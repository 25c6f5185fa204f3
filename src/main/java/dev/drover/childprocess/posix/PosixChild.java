package dev.drover.childprocess.posix;

import dev.drover.childprocess.child.AbstractChildProcess;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A child of the native backend. Its pidfd is in the reactor until it has ended and was reaped. */
final class PosixChild extends AbstractChildProcess {

    private final ChildSignals signals;
    private Optional<Descriptor> stdin = Optional.empty();
    private List<Optional<Descriptor>> ends = List.of();

    PosixChild(Parts parts, ChildSignals signals) {
        super(parts);
        this.signals = signals;
        if (signals.leadsGroup()) {
            PipeEnd.closeWhenUnreachable(this, signals);
        }
    }

    /** Our ends, by descriptor of the child. */
    void hasEnds(List<Optional<Descriptor>> ours) {
        ends = ours;
    }

    List<Optional<Descriptor>> ends() {
        return ends;
    }

    ChildSignals signals() {
        return signals;
    }

    /** Its input is closed when it has ended. */
    void closeAtEnd(Optional<Descriptor> input) {
        stdin = input;
    }

    /**
     * Waits for the end of the child in the reactor. Until then the reactor also keeps this object
     * and its streams from being collected.
     */
    void awaitEnd(Reactor reactor) throws IOException {
        reactor.register(
                signals.pidfd(),
                Reactor.READABLE,
                (self, _) ->
                        signals.reap()
                                .ifPresent(
                                        status -> {
                                            reactor.unregister(self);
                                            hasEnded(status);
                                        }));
    }

    /** Tells of its end. On the reactor's thread. */
    void hasEnded(ExitStatus status) {
        signals.ended();
        stdin.ifPresent(Descriptor::close);
        exited(status);
    }

    /** The exit status is known to whoever had to know it: the kernel may forget it. */
    void forget() {
        signals.forget();
    }

    @Override
    public OptionalLong peakMemory() {
        return signals.peakMemory();
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
