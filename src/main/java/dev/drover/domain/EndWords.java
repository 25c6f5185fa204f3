package dev.drover.domain;

import java.util.Map;

/** Why a run ended, in one true English sentence (ux.md section 1.9). */
public final class EndWords {

    /** What Node's own exit codes mean, by its documentation of {@code process}. */
    private static final Map<Integer, String> NODE =
            Map.of(
                    3, "Node could not read its own code",
                    4, "Node could not run its own code",
                    5, "Node's engine met a fatal error",
                    6, "an error was thrown that the handler for errors does not take",
                    7, "the program's own handler for uncaught errors threw an error",
                    9, "Node does not know one of its arguments",
                    10, "Node could not start its own code",
                    12, "Node does not understand the arguments of its debugger",
                    13, "an await at the top of the program was never settled");

    private static final Map<Integer, String> WINDOWS =
            Map.of(
                    0xC0000005, "It used memory that is not its own",
                    0xC000013A, "Ctrl+C was pressed, or its console was closed",
                    0xC0000409, "It overran its stack, or gave itself up",
                    0xC0000135, "A DLL that it needs was not found",
                    0xC0000142, "A DLL that it needs could not be started");

    /** What the signals of a crash say to somebody who did not write the program. */
    private static final Map<String, String> CRASHES =
            Map.of(
                    "SIGSEGV", "It used memory that is not its own",
                    "SIGABRT", "It gave itself up",
                    "SIGBUS", "It used memory that is not there",
                    "SIGILL", "It met an instruction that this processor does not have",
                    "SIGFPE", "It calculated something that has no result",
                    "SIGSYS", "It called the system in a way that is not allowed");

    private EndWords() {}

    /**
     * The sentence.
     *
     * @param spec what was run
     */
    public static String sentence(RunEnd end, ProcessSpec spec) {
        return switch (EndMeaning.of(end, spec)) {
            case EndMeaning.PortTaken(Cause.PortTaken taken, ExitStatus exit) ->
                    "Port %d is taken by %s: it ended with %s."
                            .formatted(taken.port(), taken.holder(), ExitWords.of(exit));
            case EndMeaning.Asked asked -> asked(asked);
            case EndMeaning.Done _ -> "It ended by itself with exit code 0: it was done.";
            case EndMeaning.NodeCode(int code) -> ended(code) + ": " + NODE.get(code) + ".";
            case EndMeaning.ShellCode(int code) ->
                    ended(code)
                            + ": what its shell was to run was "
                            + (code == 126
                                    ? "found, but cannot be executed."
                                    : "not found on the PATH.");
            case EndMeaning.ShellSignal(int code, Signal signal) ->
                    "%s: something in its shell was ended by %s."
                            .formatted(ended(code), signal.name());
            case EndMeaning.WindowsCode(int code) ->
                    "It ended with exit code 0x%08X. %s.".formatted(code, WINDOWS.get(code));
            case EndMeaning.Error(int code, String line) -> ended(code) + ": " + line;
            case EndMeaning.LastWords(int code, String line) ->
                    ended(code) + ": its last words were “" + line + "”";
            case EndMeaning.Silent(int code) ->
                    ended(code) + ", and said nothing on its standard error that tells why.";
            case EndMeaning.OutOfMemory _ ->
                    "It was killed with SIGKILL, most likely by the system for want of memory: it"
                            + " did so to a process at this time.";
            case EndMeaning.NativeCrash(Signal signal, boolean dumped) ->
                    "It crashed in native code with %s. %s.%s"
                            .formatted(
                                    signal.name(),
                                    CRASHES.get(signal.name()),
                                    dumped ? " A core file was written." : "");
            case EndMeaning.BySignal(Signal signal) -> signaled(signal);
            case EndMeaning.NeverStarted(String reason) -> "It could not be started: " + reason;
            case EndMeaning.NotKnown(String reason) -> "How it ended is not known: " + reason + ".";
        };
    }

    private static String ended(int code) {
        return "It ended by itself with exit code " + code;
    }

    private static String asked(EndMeaning.Asked asked) {
        String what = "It was " + what(asked.cause());
        return asked.forced()
                .map(
                        forced ->
                                "%s; it did not end within %d ms of %s, so it was killed."
                                        .formatted(
                                                what,
                                                forced.after().toMillis(),
                                                asking(forced.policy())))
                .orElse(what + ".");
    }

    private static String what(Cause cause) {
        return switch (cause) {
            case Cause.ByUser(String client) -> "stopped by " + client;
            case Cause.FileChanged(String path) ->
                    "ended for a restart, because " + path + " changed";
            case Cause.Cron(String pattern) -> "ended for a restart by its schedule " + pattern;
            case Cause.MemoryLimit(long used, long limit) ->
                    "ended for a restart, because it used %d MB of %d MB allowed"
                            .formatted(used >> 20, limit >> 20);
            case Cause.Shutdown _ -> "stopped with the supervisor";
            case Cause.OwnExit _,
                    Cause.Crash _,
                    Cause.PortTaken _,
                    Cause.Restored _,
                    Cause.Adopted _ ->
                    throw new IllegalArgumentException("Nobody asked: " + cause);
        };
    }

    private static String asking(StopPolicy policy) {
        return policy.byMessage() ? "the message \"shutdown\"" : policy.signal().name();
    }

    private static String signaled(Signal signal) {
        String name = signal.name();
        return switch (name) {
            case "SIGKILL" -> "It was killed with SIGKILL by somebody else, not by Drover.";
            case "SIGPIPE" -> "Whoever read its output or its connection went away (SIGPIPE).";
            case "SIGHUP" -> "Its terminal went away, or somebody sent it SIGHUP.";
            case "SIGXCPU" -> "It used more processor time than its limit allows (SIGXCPU).";
            case "SIGXFSZ" -> "It wrote a file larger than its limit allows (SIGXFSZ).";
            default ->
                    "It was ended with %s (%s) by itself or by somebody else, not by Drover."
                            .formatted(name, signal.meaning());
        };
    }
}
