package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.project.ShellWords;
import dev.drover.ui.common.SecretNames;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One difference between two definitions.
 *
 * @param option its name in an ecosystem file; a variable is {@code env.NAME}
 * @param secret whether its values are to be masked
 * @param now absent: there was none
 * @param after absent: there will be none
 */
record DefinitionChange(
        String option, boolean secret, Optional<String> now, Optional<String> after) {

    static final String VARIABLE = "env.";

    /** The differences; options in the order of the form, then variables. */
    static List<DefinitionChange> between(ProcessSpec before, ProcessSpec after) {
        List<DefinitionChange> changes = new ArrayList<>();
        add(changes, "name", before.name(), after.name());
        add(changes, "namespace", before.namespace(), after.namespace());
        add(changes, "script", before.script(), after.script());
        add(changes, "args", words(before.args()), words(after.args()));
        add(changes, "interpreter", before.interpreter(), after.interpreter());
        add(
                changes,
                "interpreter_args",
                words(before.interpreterArgs()),
                words(after.interpreterArgs()));
        add(changes, "cwd", before.cwd(), after.cwd());
        addRestart(changes, before.restart(), after.restart());
        Set<String> names = new LinkedHashSet<>(before.env().keySet());
        names.addAll(after.env().keySet());
        for (String name : names) {
            Optional<String> old = Optional.ofNullable(before.env().get(name));
            Optional<String> fresh = Optional.ofNullable(after.env().get(name));
            if (!old.equals(fresh)) {
                boolean secret =
                        SecretNames.isSecret(name, old.orElse(""))
                                || SecretNames.isSecret(name, fresh.orElse(""));
                changes.add(new DefinitionChange(VARIABLE + name, secret, old, fresh));
            }
        }
        return List.copyOf(changes);
    }

    private static void addRestart(
            List<DefinitionChange> changes, RestartPolicy before, RestartPolicy after) {
        add(changes, "autorestart", before.autorestart(), after.autorestart());
        add(changes, "stop_exit_codes", codes(before), codes(after));
        add(changes, "restart_delay", millis(before.delay()), millis(after.delay()));
        add(
                changes,
                "exp_backoff_restart_delay",
                before.backoff().map(DefinitionChange::millis).orElse(""),
                after.backoff().map(DefinitionChange::millis).orElse(""));
        add(changes, "max_restarts", before.maxRestarts(), after.maxRestarts());
    }

    private static void add(
            List<DefinitionChange> changes, String option, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new DefinitionChange(option, false, shown(before), shown(after)));
        }
    }

    private static Optional<String> shown(Object value) {
        return Optional.of(value.toString()).filter(text -> !text.isEmpty());
    }

    private static String words(List<String> words) {
        return ShellWords.join(words);
    }

    private static String codes(RestartPolicy policy) {
        return policy.stopExitCodes().isEmpty()
                ? ""
                : new TreeSet<>(policy.stopExitCodes()).toString();
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
