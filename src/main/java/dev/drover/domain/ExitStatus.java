package dev.drover.domain;

/**
 * How one run of a process ended. No sentinel numbers: a code and a signal are different things.
 */
public sealed interface ExitStatus {

    /** The process called exit. {@code code} is 0 to 255 on Unix, any 32-bit value on Windows. */
    record Exited(int code) implements ExitStatus {}

    /** The process was ended by a signal. {@code coreDumped} as the operating system reports it. */
    record Signaled(Signal signal, boolean coreDumped) implements ExitStatus {}

    /** No process came into being; {@code reason} is a sentence with program and folder. */
    record NeverStarted(String reason) implements ExitStatus {}

    /** It ended, but how cannot be known; {@code reason} says why not. */
    record Unknown(String reason) implements ExitStatus {}

    /** True for exit code 0. */
    default boolean isSuccess() {
        return this instanceof Exited(int code) && code == 0;
    }
}
