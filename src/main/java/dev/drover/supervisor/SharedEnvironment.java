package dev.drover.supervisor;

import dev.drover.domain.OrderedMap;
import dev.drover.domain.ProcessSpec;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the environment of the entry before, so that the next one takes what is the same from
 * there: services are started by the hundred from one shell, and a shell's environment has
 * kilobytes. Owner thread only.
 */
final class SharedEnvironment {

    private Map<String, String> last = Map.of();

    /** The same specification, with the texts of the environment before. */
    ProcessSpec share(ProcessSpec spec) {
        Map<String, String> env = spec.env();
        last = isSame(env, last) ? last : withTextsOf(last, env);
        return last == env ? spec : spec.toBuilder().env(last).build();
    }

    /** In the same order, too. */
    private static boolean isSame(Map<String, String> one, Map<String, String> other) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<Map.Entry<String, String>> others = other.entrySet().iterator();
        for (Map.Entry<String, String> entry : one.entrySet()) {
            if (!entry.equals(others.next())) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> withTextsOf(
            Map<String, String> before, Map<String, String> env) {
        if (before.isEmpty()) {
            return env;
        }
        Map<String, String> names = LinkedHashMap.newLinkedHashMap(before.size());
        before.keySet().forEach(name -> names.put(name, name));
        Map<String, String> shared = LinkedHashMap.newLinkedHashMap(env.size());
        env.forEach(
                (name, value) -> {
                    String known = before.get(name);
                    shared.put(names.getOrDefault(name, name), value.equals(known) ? known : value);
                });
        return OrderedMap.copyOf(shared);
    }
}
