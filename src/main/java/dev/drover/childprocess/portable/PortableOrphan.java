package dev.drover.childprocess.portable;

import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.child.AbstractChildProcess;
import dev.drover.childprocess.child.ChildEvents;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A process that is looked after although it is no child of this one. */
final class PortableOrphan extends AbstractChildProcess {

    private final ProcessRef process;

    private PortableOrphan(Parts parts, ProcessRef process) {
        super(parts);
        this.process = process;
    }

    /** The JDK tells when it ends, and of no process but a child how. */
    static PortableOrphan of(ProcessRef process, String command, Executor events) {
        Parts parts =
                new Parts(
                        process.pid(),
                        command,
                        List.of(command),
                        List.of(Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        new ChildEvents(events, 0));
        PortableOrphan orphan = new PortableOrphan(parts, process);
        ExitStatus unknown = new ExitStatus.Unknown("this system tells it to its parent only");
        Runnable ended = () -> events.execute(() -> orphan.exited(unknown));
        Optional<ProcessHandle> handle =
                ProcessHandle.of(process.pid()).filter(_ -> process.isAlive());
        handle.ifPresentOrElse(running -> running.onExit().thenRun(ended), ended);
        return orphan;
    }

    @Override
    protected Delivery deliver(Signal signal) {
        return process.signal(signal) ? Delivery.SENT : Delivery.ENDED;
    }

    @Override
    public boolean killGroup(Signal signal) {
        return kill(signal);
    }
}
