package dev.drover.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to say about the end of a run (ux.md section 1.9), before it is said in a language:
 * {@link EndWords} says it in English, the window in its own.
 */
public sealed interface EndMeaning {

    /** Another process has the port that it wanted. */
    record PortTaken(Cause.PortTaken taken, ExitStatus exit) implements EndMeaning {}

    /**
     * It was made to end.
     *
     * @param cause why
     * @param forced what it did not heed, when it had to be killed
     */
    record Asked(Cause cause, Optional<Forced> forced) implements EndMeaning {}

    /**
     * It had to be killed.
     *
     * @param after how long it had to end
     * @param policy how it was asked to
     */
    record Forced(Duration after, StopPolicy policy) {}

    /** Exit code 0. */
    record Done() implements EndMeaning {}

    /** An exit code that {@link #NODE_CODES} has, of a program that Node runs. */
    record NodeCode(int code) implements EndMeaning {}

    /** 126 or 127 of a shell: what it was to run cannot be executed, or was not found. */
    record ShellCode(int code) implements EndMeaning {}

    /** 128 + n of a shell: what it ran was ended by a signal. */
    record ShellSignal(int code, Signal signal) implements EndMeaning {}

    /** An exit code that {@link #WINDOWS_CODES} has. */
    record WindowsCode(int code) implements EndMeaning {}

    /** The line of its standard error that says why. */
    record Error(int code, String line) implements EndMeaning {}

    /** No line of its standard error looks like an error: the last one. */
    record LastWords(int code, String line) implements EndMeaning {}

    /** It wrote nothing to its standard error. */
    record Silent(int code) implements EndMeaning {}

    /** The system killed it for want of memory. */
    record OutOfMemory() implements EndMeaning {}

    /** A signal of {@link #CRASHES}: native code failed. */
    record NativeCrash(Signal signal, boolean coreDumped) implements EndMeaning {}

    /** Any other signal, and not one that Drover sent. */
    record BySignal(Signal signal) implements EndMeaning {}

    /** It could not be started; {@code reason} is a sentence. */
    record NeverStarted(String reason) implements EndMeaning {}

    /** {@code reason} says why it cannot be known. */
    record NotKnown(String reason) implements EndMeaning {}

    /** Node's own exit codes, by its documentation of {@code process}. */
    Set<Integer> NODE_CODES = Set.of(3, 4, 5, 6, 7, 9, 10, 12, 13);

    /** What Windows ends a program with: memory, Ctrl+C, the stack, a missing and a failed DLL. */
    Set<Integer> WINDOWS_CODES = Set.of(0xC0000005, 0xC000013A, 0xC0000409, 0xC0000135, 0xC0000142);

    /** The signals of a crash. */
    Set<String> CRASHES = Set.of("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE", "SIGSYS");

    /**
     * What an end means.
     *
     * @param spec what was run
     */
    static EndMeaning of(RunEnd end, ProcessSpec spec) {
        return switch (end.cause()) {
            case Cause.OwnExit _, Cause.Crash _, Cause.Restored _, Cause.Adopted _ ->
                    byItself(end, spec);
            case Cause.PortTaken taken -> new PortTaken(taken, end.exit());
            case Cause.ByUser _,
                    Cause.FileChanged _,
                    Cause.Cron _,
                    Cause.MemoryLimit _,
                    Cause.Shutdown _ ->
                    new Asked(
                            end.cause(),
                            end.killedAfter().map(after -> new Forced(after, spec.stop())));
        };
    }

    private static EndMeaning byItself(RunEnd end, ProcessSpec spec) {
        return switch (end.exit()) {
            case ExitStatus.Exited(int code) -> exited(code, end.lastErrorLines(), spec);
            case ExitStatus.Signaled(Signal signal, boolean dumped) -> {
                if (end.outOfMemory()) {
                    yield new OutOfMemory();
                }
                yield CRASHES.contains(signal.name())
                        ? new NativeCrash(signal, dumped)
                        : new BySignal(signal);
            }
            case ExitStatus.NeverStarted(String reason) -> new NeverStarted(reason);
            case ExitStatus.Unknown(String reason) -> new NotKnown(reason);
        };
    }

    private static EndMeaning exited(int code, List<String> lastErrorLines, ProcessSpec spec) {
        if (code == 0) {
            return new Done();
        }
        if (WINDOWS_CODES.contains(code)) {
            return new WindowsCode(code);
        }
        return (isNode(spec) ? ofNode(code) : ofShell(code))
                .orElseGet(() -> ErrorLines.meaning(code, lastErrorLines));
    }

    private static boolean isNode(ProcessSpec spec) {
        String interpreter = spec.interpreter();
        return interpreter.substring(interpreter.lastIndexOf('/') + 1).startsWith("node");
    }

    private static Optional<EndMeaning> ofNode(int code) {
        return NODE_CODES.contains(code) ? Optional.of(new NodeCode(code)) : Optional.empty();
    }

    private static Optional<EndMeaning> ofShell(int code) {
        if (code == 126 || code == 127) {
            return Optional.of(new ShellCode(code));
        }
        boolean signal = code > 128 && code <= 128 + 31;
        return signal
                ? Optional.of(new ShellSignal(code, Signal.ofNumber(code - 128)))
                : Optional.empty();
    }
}
