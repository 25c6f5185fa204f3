package dev.drover.protocol.pm2;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code drover:redefine}: what changes in the definition of an entry. Unlike a restart it can take
 * options and variables away, and it need not restart. Only differences are sent, so what another
 * client has changed meanwhile stays, and so do values that the supervisor tells nobody.
 *
 * @param id of the entry
 * @param options in PM2's words, with their new values
 * @param without options that are taken away
 * @param variables with their new values
 * @param unset variables that are taken away
 * @param restart false: it takes effect when the entry is next started
 */
public record Redefinition(
        int id,
        Map<String, @Nullable Object> options,
        Set<String> without,
        Map<String, String> variables,
        Set<String> unset,
        boolean restart) {

    /** What belongs to the entry and not to its definition. */
    private static final Set<String> NOT_OPTIONS = Set.of("env", "instances");

    /** What {@code before} lacks of {@code after}. */
    public static Map<String, Object> encode(
            int id, ProcessSpec before, ProcessSpec after, boolean restart) {
        Map<String, Object> old = SpecFields.encode(before);
        Map<String, Object> options = SpecFields.encode(after);
        Set<String> without = new LinkedHashSet<>(old.keySet());
        without.removeAll(options.keySet());
        without.removeAll(NOT_OPTIONS);
        options.keySet().removeAll(NOT_OPTIONS);
        options.entrySet().removeIf(e -> Objects.equals(e.getValue(), old.get(e.getKey())));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("options", options);
        map.put("without", List.copyOf(without));
        map.put("variables", newVariables(before, after));
        map.put("unset", List.copyOf(lostVariables(before, after)));
        map.put("restart", restart);
        return map;
    }

    /**
     * The same as {@code restartProcessId}, for a PM2 daemon: a variable that is taken away is told
     * twice, because PM2 keeps a copy beside its options.
     */
    public static Map<String, Object> asRestart(int id, ProcessSpec before, ProcessSpec after) {
        Map<String, Object> map = Requests.restart(id, before, after);
        Set<String> lost = lostVariables(before, after);
        if (lost.isEmpty() || !(map.get("env") instanceof Map<?, ?> env)) {
            return map;
        }
        Map<Object, Object> changed = new LinkedHashMap<>(env);
        Map<Object, Object> conf =
                env.get("current_conf") instanceof Map<?, ?> told
                        ? new LinkedHashMap<>(told)
                        : new LinkedHashMap<>();
        lost.stream()
                .filter(name -> !SpecFields.isReserved(name))
                .forEach(name -> conf.put(name, "null"));
        conf.put("env", after.env());
        changed.put("current_conf", conf);
        map.put("env", changed);
        return map;
    }

    /** Whether it changes nothing but what restarts the service: that needs no new run. */
    public boolean isOnlyTriggers() {
        return variables.isEmpty()
                && unset.isEmpty()
                && options.keySet().stream().allMatch(TriggerFields::isTrigger)
                && without.stream().allMatch(TriggerFields::isTrigger);
    }

    private static Map<String, String> newVariables(ProcessSpec before, ProcessSpec after) {
        Map<String, String> fresh = new LinkedHashMap<>(after.env());
        fresh.entrySet().removeIf(e -> e.getValue().equals(before.env().get(e.getKey())));
        return fresh;
    }

    private static Set<String> lostVariables(ProcessSpec before, ProcessSpec after) {
        Set<String> lost = new LinkedHashSet<>(before.env().keySet());
        lost.removeAll(after.env().keySet());
        return lost;
    }

    /**
     * @throws InvalidOptionException when something has the wrong shape
     */
    static Redefinition of(int id, Fields fields) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>(fields.object("options").map());
        options.keySet().removeAll(NOT_OPTIONS);
        Map<String, String> variables = fields.scalars("variables");
        variables.keySet().stream()
                .filter(name -> name.isEmpty() || name.indexOf('=') >= 0)
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new InvalidOptionException(
                                    "\"%s\" cannot be the name of a variable.".formatted(name));
                        });
        return new Redefinition(
                id,
                options,
                Set.copyOf(fields.texts("without")),
                variables,
                Set.copyOf(fields.texts("unset")),
                fields.flag("restart", true));
    }

    /**
     * The definition that this makes of the present one.
     *
     * @throws InvalidOptionException when an option has the wrong shape
     */
    public ProcessSpec over(ProcessSpec spec, Home home) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(SpecFields.encode(spec));
        whole.keySet().removeAll(without);
        whole.putAll(options);
        Map<String, String> env = new LinkedHashMap<>(spec.env());
        env.keySet().removeAll(unset);
        env.putAll(variables);
        whole.put("env", env);
        whole.put("instances", spec.instances());
        return SpecFields.decode(whole, home);
    }

    /** The names of what changes, for a log. Values may be secrets. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>(options.keySet());
        names.addAll(variables.keySet());
        return "Redefinition of " + id + " " + names;
    }
}
