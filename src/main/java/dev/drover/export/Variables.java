package dev.drover.export;

import dev.drover.domain.ProcessSpec;
import dev.drover.export.ExportNote.Kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final Set<String> OF_SESSION =
            Set.of(
                    "_",
                    "COLORTERM",
                    "DBUS_SESSION_BUS_ADDRESS",
                    "DESKTOP_SESSION",
                    "DISPLAY",
                    "HOME",
                    "HOSTNAME",
                    "LOGNAME",
                    "LS_COLORS",
                    "MAIL",
                    "NODE_APP_INSTANCE",
                    "NODE_CHANNEL_FD",
                    "OLDPWD",
                    "PWD",
                    "SESSION_MANAGER",
                    "SHELL",
                    "SHLVL",
                    "TERM",
                    "TERM_PROGRAM",
                    "TERM_PROGRAM_VERSION",
                    "TMUX",
                    "TMUX_PANE",
                    "USER",
                    "USERNAME",
                    "WAYLAND_DISPLAY",
                    "WINDOWID",
                    "XAUTHORITY",
                    "unique_id");

    /**
     * PM2's client gives each app a variable of the app's own name: a module's settings, of which
     * there are none.
     */
    private static final String NO_SETTINGS = "{}";

    private static final List<String> OF_SESSION_BY_BEGINNING =
            List.of("DROVER_", "GNOME_", "KITTY_", "PM2_", "SSH_", "VSCODE_", "VTE_", "XDG_");

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
            boolean settings = name.equals(spec.name()) && value.equals(NO_SETTINGS);
            if (settings || !needed && isOfSession(name, value, options, inContainer)) {
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

    private static boolean isOfSession(
            String name, String value, ExportOptions options, boolean inContainer) {
        return value.equals(options.inherited().get(name))
                || inContainer && name.equals(PATH)
                || OF_SESSION.contains(name)
                || OF_SESSION_BY_BEGINNING.stream().anyMatch(name::startsWith);
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
