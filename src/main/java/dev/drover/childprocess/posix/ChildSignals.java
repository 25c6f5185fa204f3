package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/**
 * The pidfd of a child: signals that cannot reach anybody else, and the wait for its end. Reaping
 * and signalling exclude each other, because until it is reaped the child keeps its number.
 */
final class ChildSignals {

    private static final int P_PIDFD = 3;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x1000000;
    private static final int CLD_EXITED = 1;
    private static final int CLD_DUMPED = 3;
    private static final int RUSAGE_SIZE = 144;
    private static final int RU_MAXRSS = 32;
    private static final int SIGINFO_SIZE = 128;
    private static final int SI_CODE = 8;
    private static final int SI_PID = 16;
    private static final int SI_STATUS = 24;
    private static final int SIGNAL_PROCESS_GROUP = 4; // since Linux 6.9
    private static final int CLOSED = -1;
    private static final int SIGKILL = 9;

    /** Who takes the exit status from the kernel. */
    enum Reaping {
        /** We, at once. */
        AT_ONCE,
        /**
         * We, once whoever had to know it does: should this process be killed before, the next one
         * still finds the status.
         */
        LATER,
        /** Its parent, which we are not. */
        BY_OTHERS
    }

    private final long pid;
    private final boolean leadsGroup;
    private final Reaping reaping;
    private final PeakMemory peak;
    private int pidfd;
    private boolean over;
    private boolean reaped;

    ChildSignals(long pid, int pidfd, boolean leadsGroup, Reaping reaping) {
        this.pid = pid;
        this.pidfd = pidfd;
        this.leadsGroup = leadsGroup;
        this.reaping = reaping;
        this.peak = new PeakMemory(pid);
    }

    long pid() {
        return pid;
    }

    /** Whether the pidfd may be needed after the end of the child. */
    boolean leadsGroup() {
        return leadsGroup;
    }

    synchronized int pidfd() {
        return pidfd;
    }

    /** Signals the child alone; 0, or {@code -ESRCH} when it has ended, or another error. */
    synchronized int signal(Signal signal) {
        if (over) {
            return -Errno.ESRCH;
        }
        peak.look();
        return Libc.pidfdSendSignal(pidfd, signal.number(), 0);
    }

    /**
     * Signals the child's process group, which may outlive the child; false when all of it has
     * ended.
     */
    synchronized boolean signalGroup(Signal signal) {
        if (!leadsGroup) {
            throw new IllegalStateException(
                    "Process %d was not started detached, so it has no process group of its own."
                            .formatted(pid));
        }
        if (!reaped && reaping != Reaping.BY_OTHERS) {
            return Libc.kill(-pid, signal.number()) == 0;
        }
        if (pidfd == CLOSED) {
            return false;
        }
        int number = signal.number();
        int result = signalOrphanedGroup(number);
        if (result == -Errno.ESRCH || number == SIGKILL) {
            // Gone, or as good as gone: SIGKILL reaches all of a group at once.
            close();
        }
        return result == 0;
    }

    private int signalOrphanedGroup(int number) {
        int result = Libc.pidfdSendSignal(pidfd, number, SIGNAL_PROCESS_GROUP);
        if (result != -Errno.EINVAL) {
            return result;
        }
        // Older kernel. A number is not given away while a group has it, so a process of that
        // number is a stranger.
        return Files.exists(Path.of("/proc", Long.toString(pid)))
                ? -Errno.ESRCH
                : Libc.kill(-pid, number);
    }

    /** Takes the exit status from the kernel; empty while the child runs. */
    synchronized Optional<ExitStatus> reap() {
        if (over) {
            return Optional.empty();
        }
        Optional<ExitStatus> status = waitid(reaping == Reaping.LATER ? WNOWAIT : 0);
        if (status.isPresent()) {
            over = true;
            reaped = reaping == Reaping.AT_ONCE;
        }
        return status;
    }

    /** The status may go: what {@link #reap} left of it is taken from the kernel. */
    synchronized void forget() {
        if (over && !reaped && pidfd != CLOSED) {
            waitid(0);
            reaped = true;
            closeUnlessGroup();
        }
    }

    /**
     * To be called once the child has ended, with the pidfd out of the reactor: closes it unless
     * the group lives on, or the status is still held.
     */
    synchronized void ended() {
        over = true;
        reaped |= reaping == Reaping.BY_OTHERS;
        if (reaped) {
            closeUnlessGroup();
        }
    }

    private void closeUnlessGroup() {
        if (pidfd != CLOSED && (!leadsGroup || signalOrphanedGroup(0) == -Errno.ESRCH)) {
            close();
        }
    }

    /** The most memory that it had until now, in bytes; empty while it is not known. */
    synchronized OptionalLong peakMemory() {
        if (!over) {
            peak.look();
        }
        return peak.bytes();
    }

    /** Shows the pidfd, which stays open meanwhile; does nothing when it is closed. */
    synchronized void show(IntConsumer pidfdUser) {
        if (pidfd != CLOSED) {
            pidfdUser.accept(pidfd);
        }
    }

    synchronized void close() {
        if (pidfd != CLOSED) {
            Libc.close(pidfd);
            pidfd = CLOSED;
        }
    }

    private Optional<ExitStatus> waitid(int more) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_SIZE, 8);
            MemorySegment usage = arena.allocate(RUSAGE_SIZE, 8);
            int options = WEXITED | WNOHANG | more;
            int result;
            do {
                result = Libc.waitid(P_PIDFD, pidfd, info.address(), options, usage.address());
            } while (result == -Errno.EINTR);
            if (result < 0) {
                return Optional.of(
                        new ExitStatus.Unknown(
                                "the exit status was not available: " + Errno.words(-result)));
            }
            if (info.get(JAVA_INT, SI_PID) == 0) {
                return Optional.empty();
            }
            peak.ended(usage.get(JAVA_LONG, RU_MAXRSS));
            return Optional.of(
                    statusOf(info.get(JAVA_INT, SI_CODE), info.get(JAVA_INT, SI_STATUS)));
        }
    }

    static ExitStatus statusOf(int code, int status) {
        return code == CLD_EXITED
                ? new ExitStatus.Exited(status)
                : new ExitStatus.Signaled(Signal.ofNumber(status), code == CLD_DUMPED);
    }
}
