package dev.drover.ui.startprocess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.project.Interpreters;
import dev.drover.project.Programs;
import dev.drover.project.ShellWords;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the form equals in PM2's own words.
 *
 * @param declared the variables of the form; of the inherited ones nothing is said
 * @param reveal false: secret values are masked
 */
record StartPreview(ProcessSpec spec, Launch launch, Map<String, String> declared, boolean reveal) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final DefaultPrettyPrinter PRETTY =
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER));

    /** The equal {@code pm2 start} line for a POSIX shell. */
    String commandLine() {
        List<String> words = new ArrayList<>();
        declared.forEach((key, _) -> words.add(key + "=" + ShellWords.quote(shown(key))));
        words.add("pm2");
        words.add("start");
        words.add(ShellWords.quote(target()));
        add(words, "--name", spec.name());
        if (!spec.namespace().equals("default")) {
            add(words, "--namespace", spec.namespace());
        }
        interpreter().ifPresent(interpreter -> add(words, "--interpreter", interpreter));
        add(words, "--cwd", spec.cwd().toString());
        if (spec.instances() > 1) {
            add(words, "--instances", Integer.toString(spec.instances()));
        }
        addRestart(words);
        if (!launch.shell() && !spec.args().isEmpty()) {
            words.add("--");
            spec.args().forEach(arg -> words.add(ShellWords.quote(arg)));
        }
        return String.join(" ", words);
    }

    /** The equal entry of an ecosystem file. */
    String ecosystemEntry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", spec.name());
        if (!spec.namespace().equals("default")) {
            entry.put("namespace", spec.namespace());
        }
        entry.put("script", target());
        if (!launch.shell() && !spec.args().isEmpty()) {
            entry.put("args", spec.args());
        }
        interpreter().ifPresent(interpreter -> entry.put("interpreter", interpreter));
        entry.put("cwd", spec.cwd().toString());
        if (spec.instances() > 1) {
            entry.put("instances", spec.instances());
            entry.put("exec_mode", "fork");
        }
        addRestart(entry);
        if (!declared.isEmpty()) {
            Map<String, String> env = new LinkedHashMap<>();
            declared.forEach((key, _) -> env.put(key, shown(key)));
            entry.put("env", env);
        }
        try {
            return JSON.writer(PRETTY).writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are always JSON", e);
        }
    }

    /** The very program and arguments that the supervisor runs. */
    String runs() {
        List<String> words = new ArrayList<>();
        if (!spec.interpreter().equals(ProcessSpec.NO_INTERPRETER)) {
            words.add(ShellWords.quote(spec.interpreter()));
        }
        words.add(ShellWords.quote(spec.script().toString()));
        spec.args().forEach(arg -> words.add(ShellWords.quote(arg)));
        return String.join(" ", words);
    }

    private String target() {
        return launch.shell() ? launch.args().get(1) : spec.script().toString();
    }

    /** Said only where PM2 would choose another one. */
    private Optional<String> interpreter() {
        Programs programs = Programs.on(spec.env().getOrDefault("PATH", ""));
        boolean same = spec.interpreter().equals(Interpreters.of(spec.script(), programs));
        boolean known = !spec.interpreter().equals(ProcessSpec.NO_INTERPRETER);
        return launch.shell() || same && known ? Optional.empty() : Optional.of(spec.interpreter());
    }

    private String shown(String key) {
        String value = declared.getOrDefault(key, "");
        return SecretNames.isSecret(key) && !reveal ? SecretNames.MASK : value;
    }

    private void addRestart(List<String> words) {
        RestartPolicy policy = spec.restart();
        if (!policy.autorestart()) {
            words.add("--no-autorestart");
            return;
        }
        if (policy.stopExitCodes().contains(0)) {
            add(words, "--stop-exit-codes", "0");
        }
        if (policy.backoff().isPresent()) {
            add(words, "--exp-backoff-restart-delay", millis(policy.backoff().get()));
        } else if (!policy.delay().isZero()) {
            add(words, "--restart-delay", millis(policy.delay()));
        }
        if (policy.maxRestarts() != RestartPolicy.DEFAULT.maxRestarts()) {
            add(words, "--max-restarts", Integer.toString(policy.maxRestarts()));
        }
    }

    private void addRestart(Map<String, Object> entry) {
        RestartPolicy policy = spec.restart();
        if (!policy.autorestart()) {
            entry.put("autorestart", false);
            return;
        }
        if (policy.stopExitCodes().contains(0)) {
            entry.put("stop_exit_codes", List.of(0));
        }
        if (policy.backoff().isPresent()) {
            entry.put("exp_backoff_restart_delay", policy.backoff().get().toMillis());
        } else if (!policy.delay().isZero()) {
            entry.put("restart_delay", policy.delay().toMillis());
        }
        if (policy.maxRestarts() != RestartPolicy.DEFAULT.maxRestarts()) {
            entry.put("max_restarts", policy.maxRestarts());
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static void add(List<String> words, String option, String value) {
        words.add(option);
        words.add(ShellWords.quote(value));
    }
}
