package dev.drover.ui.action;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.Signal;
import dev.drover.domain.SignalActions;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a signal would do to a process, in words. */
public final class SignalWords {

    private static final Set<String> NODE = Set.of("node", "nodejs");

    /** For these Node itself has a handler, which cannot be told from one of the program. */
    private static final List<String> ENDS_NODE = List.of("SIGINT", "SIGTERM");

    private static final String OPENS_DEBUGGER = "SIGUSR1";

    private SignalWords() {}

    /**
     * A few words without a full stop.
     *
     * @param actions empty: not known
     */
    public static String effect(
            Signal signal, ProcessDescription process, Optional<SignalActions> actions) {
        return actions.map(known -> effect(signal, process, known))
                .orElse(Command.TEXTS.getString("signal.UNKNOWN"));
    }

    private static String effect(Signal signal, ProcessDescription process, SignalActions known) {
        String words = Command.TEXTS.getString("signal." + key(signal, process, known));
        return known.waits(signal)
                ? Command.TEXTS.getString("signal.waits").formatted(words)
                : words;
    }

    private static String key(Signal signal, ProcessDescription process, SignalActions known) {
        SignalActions.Effect effect = known.effect(signal);
        if (signal.equals(Signal.SIGKILL) || signal.equals(Signal.SIGSTOP)) {
            return signal.name();
        }
        if (effect == SignalActions.Effect.HANDLED && isNode(process)) {
            if (ENDS_NODE.contains(signal.name())) {
                return "node.ends";
            }
            if (signal.name().equals(OPENS_DEBUGGER)) {
                return "node.debugger";
            }
        }
        return effect.name();
    }

    private static boolean isNode(ProcessDescription process) {
        String interpreter = process.spec().interpreter();
        return NODE.contains(interpreter.substring(interpreter.lastIndexOf('/') + 1));
    }
}
