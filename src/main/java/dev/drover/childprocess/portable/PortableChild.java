package dev.drover.childprocess.portable;

import dev.drover.childprocess.child.AbstractChildProcess;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/** A child of {@link ProcessBuilder}. */
final class PortableChild extends AbstractChildProcess {

    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;

    private final Process process;
    private final ProcessHandleRef self;
    private final boolean detached;
    private volatile @Nullable Signal killedBy;

    PortableChild(Parts parts, Process process, boolean detached) {
        super(parts);
        this.detached = detached;
        this.process = process;
        this.self = new ProcessHandleRef(process.toHandle());
    }

    @Override
    protected Delivery deliver(Signal signal) {
        if (!process.isAlive()) {
            return Delivery.ENDED;
        }
        if (signal.equals(Signal.SIGKILL)) {
            killedBy = signal;
        }
        return self.signal(signal) ? Delivery.SENT : Delivery.ENDED;
    }

    /**
     * Java cannot give a child a group of its own, so this reaches the child and the descendants
     * that still hang together with it by parentage.
     */
    @Override
    public boolean killGroup(Signal signal) {
        if (!detached) {
            throw new IllegalStateException(
                    "Process %d was not started detached, so it has no process group of its own."
                            .formatted(pid()));
        }
        List<ProcessHandleRef> all =
                process.descendants()
                        .sorted(Comparator.comparing(ProcessHandle::pid).reversed())
                        .map(ProcessHandleRef::new)
                        .toList();
        boolean reached = kill(signal);
        for (ProcessHandleRef one : all) {
            reached |= one.signal(signal);
        }
        return reached;
    }

    /**
     * What the JDK's exit value says. It gives 128 + n both for signal n and for a program that
     * exits with that code, so those are unknown, except after a SIGKILL of ours, which no program
     * can answer with a code.
     */
    ExitStatus statusOf(int exitValue) {
        int number = exitValue - SIGNAL_BASE;
        if (ProcessHandleRef.WINDOWS || number < 1 || number > LAST_SIGNAL) {
            return new ExitStatus.Exited(exitValue);
        }
        Signal signal = Signal.ofNumber(number);
        if (signal.equals(killedBy)) {
            return new ExitStatus.Signaled(signal, false);
        }
        return new ExitStatus.Unknown(
                "exit code %d or signal %s; without native code Java cannot tell them apart"
                        .formatted(exitValue, signal.name()));
    }
}
