package dev.drover.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A signal of this platform: POSIX name, number, and what it means to a program that does not
 * handle it. Numbers are Linux's on Linux and Darwin's on macOS; {@link #all()} holds exactly those
 * of the running platform.
 */
public record Signal(String name, int number, String meaning, DefaultAction defaultAction) {

    /**
     * What the kernel does to a process that neither handles nor ignores the signal (signal(7)).
     */
    public enum DefaultAction {
        TERMINATE,
        CORE,
        STOP,
        CONTINUE,
        IGNORE
    }

    private static final boolean DARWIN = System.getProperty("os.name", "").startsWith("Mac");
    private static final List<Signal> ALL = DARWIN ? SignalTables.DARWIN : SignalTables.LINUX;

    public static final Signal SIGINT = of("SIGINT");
    public static final Signal SIGTERM = of("SIGTERM");
    public static final Signal SIGKILL = of("SIGKILL");
    public static final Signal SIGQUIT = of("SIGQUIT");
    public static final Signal SIGSTOP = of("SIGSTOP");
    public static final Signal SIGCONT = of("SIGCONT");
    public static final Signal SIGHUP = of("SIGHUP");

    /** Every named signal of the running platform, by number. Real-time signals are not in it. */
    public static List<Signal> all() {
        return ALL;
    }

    /** By name, any case, with or without "SIG"; SIGIOT and SIGPOLL are accepted aliases. */
    public static Optional<Signal> find(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String full = upper.startsWith("SIG") ? upper : "SIG" + upper;
        String canonical =
                switch (full) {
                    case "SIGIOT" -> "SIGABRT";
                    case "SIGPOLL" -> "SIGIO";
                    case "SIGCLD" -> "SIGCHLD";
                    default -> full;
                };
        return ALL.stream().filter(s -> s.name.equals(canonical)).findFirst();
    }

    /** By number; a number without a name (real-time signals) gets the name {@code SIG}n. */
    public static Signal ofNumber(int number) {
        return ALL.stream()
                .filter(s -> s.number == number)
                .findFirst()
                .orElseGet(
                        () ->
                                new Signal(
                                        "SIG" + number,
                                        number,
                                        "real-time signal",
                                        DefaultAction.TERMINATE));
    }

    /** By exact name, for names known at compile time. */
    private static Signal of(String name) {
        return Objects.requireNonNull(
                Arrays.stream(ALL.toArray(new Signal[0]))
                        .filter(s -> s.name.equals(name))
                        .findFirst()
                        .orElse(null),
                name);
    }

    /** Two signals are the same when their numbers are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Signal that && that.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return name;
    }
}
