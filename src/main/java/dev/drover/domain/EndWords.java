package dev.drover.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a run ended, in one true sentence (ux.md section 1.9). */
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

    /** What the signals of a crash say to somebody who did not write the program. */
    private static final Map<String, String> CRASHES =
            Map.of(
                    "SIGSEGV", "It used memory that is not its own",
                    "SIGABRT", "It gave itself up",
                    "SIGBUS", "It used memory that is not there",
                    "SIGILL", "It met an instruction that this processor does not have",
                    "SIGFPE", "It calculated something that has no result",
                    "SIGSYS", "It called the system in a way that is not allowed");

    /** {@code TypeError: x is not a function}; {@code Error [ERR_X]: …} is one too. */
    private static final Pattern ERROR =
            Pattern.compile(
                    "^\\s*(?:Uncaught )?((?:[A-Z]\\w*)?(?:Error|Exception)(?: \\[\\w+])?: .+)$");

    /** What Python, Java, Go and Rust begin the line with that says why. */
    private static final Pattern OTHER_ERROR =
            Pattern.compile(
                    "^\\s*((?:panic|fatal error|fatal|error): .+"
                            + "|thread '.*' panicked at .+"
                            + "|(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Error|Exception)(?:: .+)?"
                            + "|Exception in thread .+)$",
                    Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 300;

    private EndWords() {}

    /**
     * The sentence.
     *
     * @param spec what was run
     */
    public static String sentence(RunEnd end, ProcessSpec spec) {
        return switch (end.cause()) {
            case Cause.OwnExit _, Cause.Crash _ -> byItself(end, spec);
            case Cause.PortTaken(int port, String holder, _, _) ->
                    "Port %d is taken by %s: it ended with %s."
                            .formatted(port, holder, ExitWords.of(end.exit()));
            case Cause.ByUser(String client) -> asked(end, spec, "stopped by " + client);
            case Cause.FileChanged(String path) ->
                    asked(end, spec, "ended for a restart, because " + path + " changed");
            case Cause.Cron(String pattern) ->
                    asked(end, spec, "ended for a restart by its schedule " + pattern);
            case Cause.MemoryLimit(long used, long limit) ->
                    asked(
                            end,
                            spec,
                            "ended for a restart, because it used %d MB of %d MB allowed"
                                    .formatted(used >> 20, limit >> 20));
            case Cause.Shutdown _ -> asked(end, spec, "stopped with the supervisor");
            case Cause.Restored _, Cause.Adopted _ -> byItself(end, spec);
        };
    }

    private static String asked(RunEnd end, ProcessSpec spec, String what) {
        if (end.killedAfter().isEmpty()) {
            return "It was " + what + ".";
        }
        return "It was %s; it did not end within %d ms of %s, so it was killed."
                .formatted(what, end.killedAfter().get().toMillis(), asking(spec.stop()));
    }

    private static String asking(StopPolicy policy) {
        return policy.byMessage() ? "the message \"shutdown\"" : policy.signal().name();
    }

    private static String byItself(RunEnd end, ProcessSpec spec) {
        return switch (end.exit()) {
            case ExitStatus.Exited(int code) -> exited(code, end.lastErrorLines(), spec);
            case ExitStatus.Signaled(Signal signal, boolean dumped) ->
                    signaled(signal, dumped, end.outOfMemory());
            case ExitStatus.NeverStarted(String reason) -> "It could not be started: " + reason;
            case ExitStatus.Unknown(String reason) -> "How it ended is not known: " + reason + ".";
        };
    }

    private static String exited(int code, List<String> lastErrorLines, ProcessSpec spec) {
        if (code == 0) {
            return "It ended by itself with exit code 0: it was done.";
        }
        String ended = "It ended by itself with exit code " + code;
        Optional<String> meaning = meaning(code, spec);
        if (meaning.isPresent()) {
            return ended + ": " + meaning.get() + ".";
        }
        return error(lastErrorLines)
                .map(line -> ended + ": " + line)
                .orElse(ended + ", and said nothing on its standard error that tells why.");
    }

    private static Optional<String> meaning(int code, ProcessSpec spec) {
        if (isNode(spec)) {
            return Optional.ofNullable(NODE.get(code));
        }
        if (code == 126) {
            return Optional.of("what its shell was to run was found, but cannot be executed");
        }
        if (code == 127) {
            return Optional.of("what its shell was to run was not found on the PATH");
        }
        boolean signal = code > 128 && code <= 128 + 31;
        return signal
                ? Optional.of(
                        "something in its shell was ended by " + Signal.ofNumber(code - 128).name())
                : Optional.empty();
    }

    private static boolean isNode(ProcessSpec spec) {
        String interpreter = spec.interpreter();
        return interpreter.substring(interpreter.lastIndexOf('/') + 1).startsWith("node");
    }

    /** The line that says why: the last one that looks like an error, or else the last of all. */
    private static Optional<String> error(List<String> lines) {
        for (Pattern pattern : List.of(ERROR, OTHER_ERROR)) {
            for (String line : lines.reversed()) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.matches()) {
                    return Optional.of(shortened(matcher.group(1)));
                }
            }
        }
        return lines.reversed().stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> "its last words were “" + shortened(line.strip()) + "”");
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String signaled(Signal signal, boolean dumped, boolean outOfMemory) {
        String name = signal.name();
        if (outOfMemory) {
            return "It was killed with SIGKILL, most likely by the system for want of memory: it"
                    + " did so to a process at this time.";
        }
        String crash = CRASHES.get(name);
        if (crash != null) {
            return "It crashed in native code with %s. %s.%s"
                    .formatted(name, crash, dumped ? " A core file was written." : "");
        }
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
