package dev.drover.client;

import dev.drover.domain.Home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
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
        return state(PROCESSES.resolve(Long.toString(pid))) == 'T';
    }

    /**
     * True when at this moment a thread of the process runs, or waits for a CPU or a disk: what is
     * starved by load shows that, what waits for ever for itself does not. Empty where the system
     * does not tell; only Linux does.
     */
    Optional<Boolean> isRunnable() {
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(PROCESSES.resolve(pid + "/task"))) {
            for (Path thread : threads) {
                char state = state(thread);
                if (state == 'R' || state == 'D') {
                    return Optional.of(true);
                }
            }
            return Optional.of(false);
        } catch (IOException | DirectoryIteratorException _) {
            return Optional.empty();
        }
    }

    /** The kernel's letter for what a process or thread does; a blank when it has ended. */
    private static char state(Path of) {
        try {
            // The name of the program, in brackets, may have brackets itself.
            String stat = Files.readString(of.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException | IndexOutOfBoundsException _) {
            return ' ';
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
