package dev.drover.childprocess.posix;

import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Signal;

/** A process known by pid and start time; a pidfd is opened only for the moment of a signal. */
record PosixProcessRef(ProcStat seen) implements ProcessRef {

    @Override
    public long pid() {
        return seen.pid();
    }

    @Override
    public boolean isAlive() {
        return ProcStat.read(seen.pid())
                .filter(now -> now.runs() && now.isSameProcess(seen))
                .isPresent();
    }

    @Override
    public boolean signal(Signal signal) {
        int pidfd = Libc.pidfdOpen(seen.pid());
        if (pidfd < 0) {
            return false;
        }
        try {
            // First the pidfd, then the comparison: from here on the number cannot change hands.
            return isAlive() && Libc.pidfdSendSignal(pidfd, signal.number(), 0) == 0;
        } finally {
            Libc.close(pidfd);
        }
    }

    @Override
    public String toString() {
        return "process " + seen.pid();
    }
}
