package dev.drover.childprocess;

import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Node's way of naming a signal: by name in any case, or by number. */
final class KillSignals {

    private KillSignals() {}

    static Signal named(@Nullable String name) {
        if (name == null
                || !name.toUpperCase(Locale.ROOT).startsWith("SIG")
                || name.equalsIgnoreCase("SIGCLD")) {
            throw unknown(name);
        }
        return Signal.find(name).orElseThrow(() -> unknown(name));
    }

    /** 0 is allowed: it asks whether the process may be signalled, and sends nothing. */
    static Signal numbered(int number) {
        if (number != 0 && Signal.all().stream().noneMatch(s -> s.number() == number)) {
            throw unknown(Integer.toString(number));
        }
        return Signal.ofNumber(number);
    }

    private static InvalidArgumentException unknown(@Nullable String signal) {
        return new InvalidArgumentException("ERR_UNKNOWN_SIGNAL", "Unknown signal: " + signal);
    }
}
