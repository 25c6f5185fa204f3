package dev.drover.ui.startprocess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.drover.domain.ExecMode;
import dev.drover.domain.ProcessSpec;
import dev.drover.project.CommandLine;
import dev.drover.project.ShellWords;
import dev.drover.ui.common.SecretNames;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the form equals in PM2's own words.
 *
 * @param declared the variables of the form; of the inherited ones nothing is said
 * @param reveal false: secret values are masked
 */
record StartPreview(ProcessSpec spec, Map<String, String> declared, boolean reveal) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final DefaultPrettyPrinter PRETTY =
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER));

    /** The equal {@code pm2 start} line for a POSIX shell. */
    String commandLine() {
        StringBuilder line = new StringBuilder();
        declared.forEach(
                (key, _) ->
                        line.append(key)
                                .append('=')
                                .append(ShellWords.quote(shown(key)))
                                .append(' '));
        return line.append(CommandLine.pm2Start(spec)).toString();
    }

    /** The equal entry of an ecosystem file. */
    String ecosystemEntry() {
        Map<String, Object> entry = ecosystemOptions();
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

    /** The same without its environment. */
    Map<String, Object> ecosystemOptions() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", spec.name());
        if (!spec.namespace().equals("default")) {
            entry.put("namespace", spec.namespace());
        }
        entry.put("script", CommandLine.target(spec));
        if (CommandLine.shellText(spec).isEmpty() && !spec.args().isEmpty()) {
            entry.put("args", spec.args());
        }
        CommandLine.unusualInterpreter(spec)
                .ifPresent(interpreter -> entry.put("interpreter", interpreter));
        entry.put("cwd", spec.cwd().toString());
        boolean cluster = spec.mode() == ExecMode.CLUSTER;
        if (spec.instances() > 1) {
            entry.put("instances", spec.instances());
        }
        // Several of them would be a cluster if it were not said.
        if (cluster || spec.instances() > 1) {
            entry.put("exec_mode", cluster ? "cluster" : "fork");
        }
        EcosystemPolicies.addTo(entry, spec);
        // What a definition file has said and the form has no field for.
        spec.extra().forEach(entry::putIfAbsent);
        return entry;
    }

    private String shown(String key) {
        String value = declared.getOrDefault(key, "");
        return SecretNames.isSecret(key, value) && !reveal ? SecretNames.MASK : value;
    }
}
