package dev.drover.export;

import dev.drover.domain.ProcessSpec;
import dev.drover.export.ExportNote.Kind;
import dev.drover.project.StarterVariables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The environment of a service, sorted by what happens to it. A service has the whole environment
 * of whoever started it; what belongs to that session and not to the service is left out.
 *
 * @param plain written where the service is
 * @param secret written into a file of their own; empty texts when their values are left out
 * @param refused names that the target cannot have
 * @param leftOut how many belong to the session
 */
record Variables(
        Map<String, String> plain, Map<String, String> secret, List<String> refused, int leftOut) {

    /** What every name must be that a shell, systemd and Kubernetes all take. */
    static final Predicate<String> USUAL_NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*").asMatchPredicate();

    private static final String PATH = "PATH";

    /** A value that has a password in it, whatever the variable is called. */
    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s:@]*:[^/\\s@]+@.*", Pattern.DOTALL);

    /**
     * @param allowed the names that the target can have
     * @param inContainer whether paths of this machine mean nothing there
     */
    static Variables of(
            ProcessSpec spec,
            ExportOptions options,
            Predicate<String> allowed,
            boolean inContainer) {
        Map<String, String> plain = new LinkedHashMap<>();
        Map<String, String> secret = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        int leftOut = 0;
        for (Map.Entry<String, String> variable : spec.env().entrySet()) {
            String name = variable.getKey();
            String value = variable.getValue();
            boolean needed = name.equals(PATH) && !inContainer;
            boolean session =
                    StarterVariables.isOfSession(spec.name(), name, value)
                            || StarterVariables.isOfUser(name)
                            || value.equals(options.inherited().get(name));
            if (!needed && (session || name.equals(PATH))) {
                leftOut++;
            } else if (!allowed.test(name)) {
                refused.add(name);
            } else if (options.hiddenValue().test(value)) {
                secret.put(name, "");
            } else if (isSecret(name, value, options)) {
                secret.put(name, options.secrets() ? value : "");
            } else {
                plain.put(name, value);
            }
        }
        return new Variables(plain, secret, refused, leftOut);
    }

    private static boolean isSecret(String name, String value, ExportOptions options) {
        return !value.isEmpty() && options.secretName().test(name)
                || PASSWORD_IN_URL.matcher(value).matches();
    }

    void noteOn(Subject subject) {
        refused.forEach(name -> subject.note(Kind.VARIABLE_NAME, name));
        if (leftOut > 0) {
            subject.note(Kind.SESSION_VARIABLES, leftOut);
        }
    }

    /** Says where the secrets are, or where they have to be filled in. */
    void noteSecrets(Subject subject, String file) {
        List<String> missing =
                secret.entrySet().stream()
                        .filter(variable -> variable.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
        List<String> written =
                secret.keySet().stream().filter(name -> !missing.contains(name)).toList();
        if (!missing.isEmpty()) {
            subject.note(Kind.SECRETS_LEFT_OUT, String.join(", ", missing), file);
        }
        if (!written.isEmpty()) {
            subject.note(Kind.SECRETS_WRITTEN, String.join(", ", written), file);
        }
    }
}
