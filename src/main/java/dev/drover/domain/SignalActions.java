package dev.drover.domain;

/**
 * What a process has arranged for signals, as the operating system knows it; one bit per signal,
 * the lowest is signal 1.
 *
 * @param caught the program runs a handler
 * @param ignored nothing happens
 * @param blocked its main thread takes them later, when it unblocks them
 */
public record SignalActions(long caught, long ignored, long blocked) {

    /** What a signal does to the process. */
    public enum Effect {
        /** The program's own handler runs. */
        HANDLED,
        /** Nothing. */
        IGNORED,
        /** It ends. */
        ENDS,
        /** It ends and leaves a core file where the system is set up for that. */
        ENDS_WITH_CORE,
        /** It stands still until SIGCONT. */
        PAUSES,
        /** It goes on when it was paused, else nothing. */
        CONTINUES
    }

    /** What the process would do; SIGKILL and SIGSTOP can be neither handled nor ignored. */
    public Effect effect(Signal signal) {
        boolean choice = !signal.equals(Signal.SIGKILL) && !signal.equals(Signal.SIGSTOP);
        if (choice && has(caught, signal)) {
            return Effect.HANDLED;
        }
        // An ignored SIGCONT still wakes up what is paused.
        if (choice && has(ignored, signal) && !signal.equals(Signal.SIGCONT)) {
            return Effect.IGNORED;
        }
        return byDefault(signal);
    }

    /** Whether it is kept waiting, whatever it does then. */
    public boolean waits(Signal signal) {
        return has(blocked, signal) && effect(signal) != Effect.IGNORED;
    }

    /** What the system does to a process that has arranged nothing. */
    public static Effect byDefault(Signal signal) {
        return switch (signal.defaultAction()) {
            case TERMINATE -> Effect.ENDS;
            case CORE -> Effect.ENDS_WITH_CORE;
            case STOP -> Effect.PAUSES;
            case CONTINUE -> Effect.CONTINUES;
            case IGNORE -> Effect.IGNORED;
        };
    }

    private static boolean has(long mask, Signal signal) {
        return (mask & 1L << signal.number() - 1) != 0;
    }
}
