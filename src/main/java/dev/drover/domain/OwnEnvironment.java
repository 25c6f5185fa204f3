package dev.drover.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables that this process was given by its user, for the services that inherit them: what
 * our launchers change so that the JVM can name all files ({@code packaging/lib/utf8.sh}) is as it
 * was.
 */
public final class OwnEnvironment {

    /** Set by the launchers: the values before, in this order, empty where there was none. */
    private static final String CHANGED = "DROVER_LOCALE";

    private static final List<String> NAMES = List.of("LC_ALL", "LC_CTYPE", "LC_MESSAGES");

    private OwnEnvironment() {}

    /** Of this process; cannot be changed. */
    public static Map<String, String> variables() {
        return of(System.getenv());
    }

    static Map<String, String> of(Map<String, String> variables) {
        String changed = variables.get(CHANGED);
        if (changed == null) {
            return variables;
        }
        Map<String, String> restored = new HashMap<>(variables);
        restored.remove(CHANGED);
        String[] values = changed.split(",", -1);
        if (values.length == NAMES.size()) {
            for (int i = 0; i < values.length; i++) {
                restored.remove(NAMES.get(i));
                if (!values[i].isEmpty()) {
                    restored.put(NAMES.get(i), values[i]);
                }
            }
        }
        return Map.copyOf(restored);
    }
}
