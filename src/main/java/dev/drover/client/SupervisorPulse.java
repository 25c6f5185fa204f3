package dev.drover.client;

import dev.drover.domain.Home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What the system tells of a supervisor's process on this machine: evidence, where silence alone
 * may be load. Blocks for the file system.
 *
 * @param pid of the process
 */
record SupervisorPulse(long pid) {

    /** When to look again; a look blocks, so it has a thread of its own. */
    static final Executor EACH_SECOND =
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Thread::startVirtualThread);

    private static final Path PROCESSES = Path.of("/proc");

    /** The process that the home names; empty when none does or it is this one. */
    static Optional<SupervisorPulse> of(Home home) {
        try {
            long pid = Long.parseLong(Files.readString(home.pidFile()).strip());
            return pid == ProcessHandle.current().pid()
                    ? Optional.empty()
                    : Optional.of(new SupervisorPulse(pid));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /**
     * True when a signal has stopped the process ({@code SIGSTOP}, or {@code SIGTSTP} of a
     * terminal), so that nothing is answered until {@code SIGCONT}. A debugger's stops are none.
     * Only Linux tells.
     */
    boolean isPaused() {
        try {
            // The name of the program, in brackets, may have brackets itself.
            String stat =
                    Files.readString(PROCESSES.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("T", stat.lastIndexOf(')') + 2);
        } catch (IOException _) {
            return false;
        }
    }

    /** CPU time so far; zero for a process that has ended or whose time the system keeps secret. */
    Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** Says why nothing is answered, and what helps. */
    String pausedSentence() {
        return "its process %d is paused; kill -CONT %d lets it go on".formatted(pid, pid);
    }
}
