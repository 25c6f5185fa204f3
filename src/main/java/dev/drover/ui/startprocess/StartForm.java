package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.project.CommandLine;
import dev.drover.project.ShellWords;
import dev.drover.project.StarterVariables;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form as it was filled in: text, not yet checked.
 *
 * @param what a script, a program or a shell command
 * @param interpreter empty: chosen by the script's extension
 * @param delay milliseconds
 */
record StartForm(
        String what,
        String arguments,
        String name,
        String namespace,
        String folder,
        String interpreter,
        List<EnvLine> environment,
        String instances,
        RestartChoice restart,
        String delay,
        boolean backoff,
        String maxRestarts) {

    /** One declared variable. */
    record EnvLine(String key, String value) {}

    /** When the process is started again after it ended. */
    enum RestartChoice {
        NEVER,
        ON_FAILURE,
        ALWAYS
    }

    /** The places of the form that a problem can belong to. */
    enum Field {
        WHAT,
        ARGUMENTS,
        NAME,
        FOLDER,
        INTERPRETER,
        ENVIRONMENT,
        INSTANCES,
        DELAY,
        MAX_RESTARTS
    }

    /** What is wrong in one place, in one sentence for the user. */
    record Problem(Field field, String sentence) {}

    StartForm {
        environment = List.copyOf(environment);
    }

    /**
     * The form that stands for a definition.
     *
     * @param inherited of the variables, those with the same value here are not shown
     */
    static StartForm of(ProcessSpec spec, Map<String, String> inherited) {
        RestartPolicy restart = spec.restart();
        Optional<String> shell = CommandLine.shellText(spec);
        List<EnvLine> lines =
                spec.env().entrySet().stream()
                        .filter(e -> !e.getValue().equals(inherited.get(e.getKey())))
                        .map(e -> new EnvLine(e.getKey(), e.getValue()))
                        .sorted(Comparator.comparing(line -> isOfStarter(spec, line)))
                        .toList();
        return new StartForm(
                shell.orElseGet(() -> spec.script().toString()),
                shell.isPresent() ? "" : ShellWords.join(spec.args()),
                spec.name(),
                spec.namespace(),
                spec.cwd().toString(),
                shell.isPresent() ? "" : spec.interpreter(),
                lines,
                Integer.toString(Math.max(1, spec.instances())),
                choice(restart),
                Long.toString(restart.backoff().orElse(restart.delay()).toMillis()),
                restart.backoff().isPresent(),
                Integer.toString(restart.maxRestarts()));
    }

    /** What nobody means to look at comes after what the service is meant to have. */
    private static boolean isOfStarter(ProcessSpec spec, EnvLine line) {
        return StarterVariables.isOfSession(spec.name(), line.key(), line.value())
                || StarterVariables.isOfUser(line.key());
    }

    private static RestartChoice choice(RestartPolicy restart) {
        if (!restart.autorestart()) {
            return RestartChoice.NEVER;
        }
        return restart.stopExitCodes().contains(0)
                ? RestartChoice.ON_FAILURE
                : RestartChoice.ALWAYS;
    }

    /** The declared variables in order; of equal keys the last wins. */
    Map<String, String> declared() {
        Map<String, String> declared = new LinkedHashMap<>();
        environment.forEach(line -> declared.put(line.key(), line.value()));
        return declared;
    }
}
