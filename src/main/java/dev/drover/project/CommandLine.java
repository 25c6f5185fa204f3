package dev.drover.project;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Command lines that a user can paste into a POSIX shell. */
public final class CommandLine {

    private static final Set<Path> SHELLS = Set.of(Path.of("bash"), Path.of("sh"));

    private CommandLine() {}

    /** The very program and arguments that run. */
    public static String of(ProcessSpec spec) {
        List<String> words = new ArrayList<>();
        if (!spec.interpreter().equals(ProcessSpec.NO_INTERPRETER)) {
            words.add(spec.interpreter());
            words.addAll(spec.interpreterArgs());
        }
        words.add(spec.script().toString());
        words.addAll(spec.args());
        return ShellWords.join(words);
    }

    /**
     * The {@code pm2 start} that makes the same entry, as far as PM2's command line has options for
     * it.
     */
    public static String pm2Start(ProcessSpec spec) {
        List<String> words = new ArrayList<>(List.of("pm2", "start", target(spec)));
        words.addAll(List.of("--name", spec.name()));
        if (!spec.namespace().equals("default")) {
            words.addAll(List.of("--namespace", spec.namespace()));
        }
        unusualInterpreter(spec)
                .ifPresent(interpreter -> words.addAll(List.of("--interpreter", interpreter)));
        if (!spec.interpreterArgs().isEmpty()) {
            words.addAll(List.of("--node-args", ShellWords.join(spec.interpreterArgs())));
        }
        words.addAll(List.of("--cwd", spec.cwd().toString()));
        if (spec.instances() > 1) {
            words.addAll(List.of("--instances", Integer.toString(spec.instances())));
        }
        addRestart(words, spec.restart());
        if (shellText(spec).isEmpty() && !spec.args().isEmpty()) {
            words.add("--");
            words.addAll(spec.args());
        }
        return ShellWords.join(words);
    }

    /** What PM2 would be given as the script: the text for a shell, or the file. */
    public static String target(ProcessSpec spec) {
        return shellText(spec).orElseGet(() -> spec.script().toString());
    }

    /** The text, when the entry is a text that a shell runs. */
    public static Optional<String> shellText(ProcessSpec spec) {
        boolean shell =
                spec.interpreter().equals(ProcessSpec.NO_INTERPRETER)
                        && SHELLS.contains(spec.script().getFileName())
                        && spec.args().size() == 2
                        && spec.args().getFirst().equals("-c");
        return shell ? Optional.of(spec.args().get(1)) : Optional.empty();
    }

    /** The interpreter, where PM2 would choose another one by itself. */
    public static Optional<String> unusualInterpreter(ProcessSpec spec) {
        if (shellText(spec).isPresent()) {
            return Optional.empty();
        }
        Programs programs = Programs.on(spec.env().getOrDefault("PATH", ""));
        boolean same = spec.interpreter().equals(Interpreters.of(spec.script(), programs));
        boolean known = !spec.interpreter().equals(ProcessSpec.NO_INTERPRETER);
        return same && known ? Optional.empty() : Optional.of(spec.interpreter());
    }

    /** The options of a restart policy, in PM2's words. */
    public static List<String> restartOptions(RestartPolicy policy) {
        List<String> words = new ArrayList<>();
        addRestart(words, policy);
        return List.copyOf(words);
    }

    private static void addRestart(List<String> words, RestartPolicy policy) {
        if (!policy.autorestart()) {
            words.add("--no-autorestart");
            return;
        }
        if (policy.stopExitCodes().contains(0)) {
            words.addAll(List.of("--stop-exit-codes", "0"));
        }
        if (policy.backoff().isPresent()) {
            words.addAll(List.of("--exp-backoff-restart-delay", millis(policy.backoff().get())));
        } else if (!policy.delay().isZero()) {
            words.addAll(List.of("--restart-delay", millis(policy.delay())));
        }
        if (policy.maxRestarts() != RestartPolicy.DEFAULT.maxRestarts()) {
            words.addAll(List.of("--max-restarts", Integer.toString(policy.maxRestarts())));
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
