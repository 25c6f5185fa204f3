package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessSpec;
import dev.drover.project.CommandLine;
import dev.drover.project.ShellWords;
import dev.drover.ui.common.SecretNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a change of a definition equals in PM2's own words. PM2's command line and API can add and
 * change, but not take away; then an entry has to be deleted and started anew. Looks programs up.
 *
 * @param id of the entry
 * @param reveal false: secret values are masked
 */
record EditPreview(int id, ProcessSpec before, ProcessSpec after, boolean reveal) {

    /** True when PM2's own tools can do it to the entry that is there. */
    boolean isInPlace() {
        return before.script().equals(after.script())
                && after.env().keySet().containsAll(before.env().keySet())
                && (before.args().isEmpty() || !after.args().isEmpty())
                && before.interpreterArgs().equals(after.interpreterArgs())
                && (after.restart().equals(before.restart())
                        || !after.restart().autorestart()
                        || before.restart().autorestart()
                                && after.restart().backoff().isEmpty()
                                && before.restart().backoff().isEmpty()
                                && after.restart()
                                        .stopExitCodes()
                                        .containsAll(before.restart().stopExitCodes()));
    }

    /** The equal {@code pm2} line for a POSIX shell. */
    String commandLine() {
        if (!isInPlace()) {
            return "pm2 delete " + id + " && " + fresh().commandLine();
        }
        StringBuilder line = new StringBuilder();
        changedVariables()
                .forEach(
                        (key, value) ->
                                line.append(key)
                                        .append('=')
                                        .append(ShellWords.quote(shown(key, value)))
                                        .append(' '));
        List<String> words = new ArrayList<>(List.of("pm2", "restart", Integer.toString(id)));
        add(words, "--name", before.name(), after.name());
        add(words, "--namespace", before.namespace(), after.namespace());
        add(words, "--interpreter", before.interpreter(), after.interpreter());
        add(words, "--cwd", before.cwd().toString(), after.cwd().toString());
        addRestart(words);
        if (!changedVariables().isEmpty()) {
            words.add("--update-env");
        }
        if (!after.args().equals(before.args())) {
            words.add("--");
            words.addAll(after.args());
        }
        return line.append(ShellWords.join(words)).toString();
    }

    /** The equal call of PM2's JavaScript API. */
    String call() {
        String entry = fresh().ecosystemEntry();
        return isInPlace() && before.name().equals(after.name())
                ? "pm2.start(" + entry + ", done)"
                : "pm2.delete(" + id + ", () =>\npm2.start(" + entry + ", done))";
    }

    private StartPreview fresh() {
        return new StartPreview(after, changedVariables(), reveal);
    }

    private void addRestart(List<String> words) {
        List<String> all = CommandLine.restartOptions(after.restart());
        if (!after.restart().equals(before.restart())) {
            words.addAll(all);
        }
        if (!before.restart().delay().isZero() && after.restart().delay().isZero()) {
            words.addAll(List.of("--restart-delay", "0"));
        }
    }

    private Map<String, String> changedVariables() {
        Map<String, String> changed = new LinkedHashMap<>(after.env());
        changed.entrySet().removeIf(e -> e.getValue().equals(before.env().get(e.getKey())));
        return changed;
    }

    private static void add(List<String> words, String option, String before, String after) {
        if (!before.equals(after)) {
            words.addAll(List.of(option, after));
        }
    }

    private String shown(String key, String value) {
        return SecretNames.isSecret(key, value) && !reveal ? SecretNames.MASK : value;
    }
}
