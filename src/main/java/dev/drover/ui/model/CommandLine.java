package dev.drover.ui.model;

import dev.drover.domain.ProcessSpec;
import dev.drover.project.ShellWords;

import java.util.ArrayList;
import java.util.List;

/** Command lines that a user can paste into a shell. */
public final class CommandLine {

    private CommandLine() {}

    /** What runs: interpreter, script and arguments. */
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
        List<String> words = new ArrayList<>(List.of("pm2", "start", spec.script().toString()));
        words.addAll(List.of("--name", spec.name()));
        if (!spec.namespace().equals("default")) {
            words.addAll(List.of("--namespace", spec.namespace()));
        }
        words.addAll(List.of("--cwd", spec.cwd().toString(), "--interpreter", spec.interpreter()));
        if (!spec.interpreterArgs().isEmpty()) {
            words.addAll(List.of("--node-args", String.join(" ", spec.interpreterArgs())));
        }
        if (!spec.restart().autorestart()) {
            words.add("--no-autorestart");
        }
        if (!spec.args().isEmpty()) {
            words.add("--");
            words.addAll(spec.args());
        }
        return ShellWords.join(words);
    }
}
