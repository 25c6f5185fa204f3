package dev.drover.domain;

import static dev.drover.domain.Signal.DefaultAction.CONTINUE;
import static dev.drover.domain.Signal.DefaultAction.CORE;
import static dev.drover.domain.Signal.DefaultAction.IGNORE;
import static dev.drover.domain.Signal.DefaultAction.STOP;
import static dev.drover.domain.Signal.DefaultAction.TERMINATE;

import java.util.List;

/**
 * Names, numbers and default actions of signal(7) on Linux (x86-64, arm64) and of signal(3) on
 * macOS.
 */
final class SignalTables {

    static final List<Signal> LINUX =
            List.of(
                    new Signal(
                            "SIGHUP",
                            1,
                            "terminal closed; many programs reload their configuration",
                            TERMINATE),
                    new Signal("SIGINT", 2, "interrupt, as Ctrl+C", TERMINATE),
                    new Signal(
                            "SIGQUIT", 3, "quit with a core dump; a JVM prints its threads", CORE),
                    new Signal("SIGILL", 4, "illegal instruction", CORE),
                    new Signal("SIGTRAP", 5, "trace or breakpoint trap", CORE),
                    new Signal("SIGABRT", 6, "abort", CORE),
                    new Signal("SIGBUS", 7, "bus error: bad memory access", CORE),
                    new Signal("SIGFPE", 8, "arithmetic error", CORE),
                    new Signal("SIGKILL", 9, "kill at once; cannot be handled", TERMINATE),
                    new Signal(
                            "SIGUSR1", 10, "user-defined 1; Node starts its debugger", TERMINATE),
                    new Signal("SIGSEGV", 11, "invalid memory reference", CORE),
                    new Signal("SIGUSR2", 12, "user-defined 2", TERMINATE),
                    new Signal("SIGPIPE", 13, "write to a pipe without readers", TERMINATE),
                    new Signal("SIGALRM", 14, "alarm timer", TERMINATE),
                    new Signal("SIGTERM", 15, "please end", TERMINATE),
                    new Signal("SIGSTKFLT", 16, "stack fault (unused)", TERMINATE),
                    new Signal("SIGCHLD", 17, "a child stopped or ended", IGNORE),
                    new Signal("SIGCONT", 18, "continue if paused", CONTINUE),
                    new Signal("SIGSTOP", 19, "pause; cannot be handled", STOP),
                    new Signal("SIGTSTP", 20, "pause, as Ctrl+Z", STOP),
                    new Signal("SIGTTIN", 21, "background read from the terminal", STOP),
                    new Signal("SIGTTOU", 22, "background write to the terminal", STOP),
                    new Signal("SIGURG", 23, "urgent data on a socket", IGNORE),
                    new Signal("SIGXCPU", 24, "CPU time limit exceeded", CORE),
                    new Signal("SIGXFSZ", 25, "file size limit exceeded", CORE),
                    new Signal("SIGVTALRM", 26, "virtual timer", TERMINATE),
                    new Signal("SIGPROF", 27, "profiling timer", TERMINATE),
                    new Signal("SIGWINCH", 28, "terminal size changed", IGNORE),
                    new Signal("SIGIO", 29, "input or output is possible", TERMINATE),
                    new Signal("SIGPWR", 30, "power failure", TERMINATE),
                    new Signal("SIGSYS", 31, "bad system call", CORE));

    static final List<Signal> DARWIN =
            List.of(
                    new Signal(
                            "SIGHUP",
                            1,
                            "terminal closed; many programs reload their configuration",
                            TERMINATE),
                    new Signal("SIGINT", 2, "interrupt, as Ctrl+C", TERMINATE),
                    new Signal(
                            "SIGQUIT", 3, "quit with a core dump; a JVM prints its threads", CORE),
                    new Signal("SIGILL", 4, "illegal instruction", CORE),
                    new Signal("SIGTRAP", 5, "trace or breakpoint trap", CORE),
                    new Signal("SIGABRT", 6, "abort", CORE),
                    new Signal("SIGEMT", 7, "emulator trap", CORE),
                    new Signal("SIGFPE", 8, "arithmetic error", CORE),
                    new Signal("SIGKILL", 9, "kill at once; cannot be handled", TERMINATE),
                    new Signal("SIGBUS", 10, "bus error: bad memory access", CORE),
                    new Signal("SIGSEGV", 11, "invalid memory reference", CORE),
                    new Signal("SIGSYS", 12, "bad system call", CORE),
                    new Signal("SIGPIPE", 13, "write to a pipe without readers", TERMINATE),
                    new Signal("SIGALRM", 14, "alarm timer", TERMINATE),
                    new Signal("SIGTERM", 15, "please end", TERMINATE),
                    new Signal("SIGURG", 16, "urgent data on a socket", IGNORE),
                    new Signal("SIGSTOP", 17, "pause; cannot be handled", STOP),
                    new Signal("SIGTSTP", 18, "pause, as Ctrl+Z", STOP),
                    new Signal("SIGCONT", 19, "continue if paused", CONTINUE),
                    new Signal("SIGCHLD", 20, "a child stopped or ended", IGNORE),
                    new Signal("SIGTTIN", 21, "background read from the terminal", STOP),
                    new Signal("SIGTTOU", 22, "background write to the terminal", STOP),
                    new Signal("SIGIO", 23, "input or output is possible", IGNORE),
                    new Signal("SIGXCPU", 24, "CPU time limit exceeded", TERMINATE),
                    new Signal("SIGXFSZ", 25, "file size limit exceeded", TERMINATE),
                    new Signal("SIGVTALRM", 26, "virtual timer", TERMINATE),
                    new Signal("SIGPROF", 27, "profiling timer", TERMINATE),
                    new Signal("SIGWINCH", 28, "terminal size changed", IGNORE),
                    new Signal("SIGINFO", 29, "status request, as Ctrl+T", IGNORE),
                    new Signal(
                            "SIGUSR1", 30, "user-defined 1; Node starts its debugger", TERMINATE),
                    new Signal("SIGUSR2", 31, "user-defined 2", TERMINATE));

    private SignalTables() {}
}
