package dev.drover.ui.startprocess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** The declared variables in order; of equal keys the last wins. */
    Map<String, String> declared() {
        Map<String, String> declared = new LinkedHashMap<>();
        environment.forEach(line -> declared.put(line.key(), line.value()));
        return declared;
    }
}
