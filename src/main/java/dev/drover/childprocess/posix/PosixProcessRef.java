package dev.drover.childprocess.posix;

import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process known by pid and start time; a pidfd is opened only for the moment of a signal. */
record PosixProcessRef(ProcStat seen) implements ProcessRef {

    @Override
    public long pid() {
        return seen.pid();
    }

    @Override
    public String start() {
        return BootId.VALUE + "/" + seen.startTime();
    }

    @Override
    public boolean leadsSession() {
        return Libc.getsid(seen.pid()) == seen.pid();
    }

    /** True for the words of a process of before the machine was started. */
    static boolean isOfThisBoot(String start) {
        return start.startsWith(BootId.VALUE + "/");
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

    /** Ticks count from the start of the machine; this says from which one. */
    private static final class BootId {

        static final String VALUE = read();

        private static String read() {
            try {
                return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("The boot id of this machine cannot be read.", e);
            }
        }
    }
}
