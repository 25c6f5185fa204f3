package dev.drover.protocol.pm2;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The arguments of requests as PM2's client sends them, and the names of Drover's own methods. */
public final class Requests {

    public static final String HELLO = "drover:hello";
    public static final String KILL_TREE = "drover:killTree";
    public static final String SEND_MESSAGE = "drover:sendMessage";
    public static final String LOG_TAIL = "drover:logTail";
    public static final String LOG_WINDOW = "drover:logWindow";
    public static final String LOG_SEARCH = "drover:logSearch";
    public static final String RUNS = "drover:runs";
    public static final String CHANGES = "drover:changes";
    public static final String SIGNAL_ACTIONS = "drover:signalActions";
    public static final String FIGURES = "drover:figures";
    public static final String UPGRADE = "drover:upgrade";
    public static final String REDEFINE = "drover:redefine";

    private Requests() {}

    public static Map<String, Object> hello(String client) {
        return Map.of("client", client);
    }

    /** The {@code drover:} methods that a reply to {@link #HELLO} names. */
    public static Set<String> features(@Nullable Object hello) {
        return hello instanceof Map<?, ?> map && map.get("methods") instanceof List<?> names
                ? names.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** {@code restartProcessId} and {@code reloadProcessId} without a change of options. */
    public static Map<String, Object> restart(int id) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("env", Map.of("current_conf", Map.of()));
        return map;
    }

    /**
     * {@code restartProcessId} with the options in which {@code after} differs from {@code before}.
     * How many instances there are is not a matter of restarting one.
     */
    public static Map<String, Object> restart(int id, ProcessSpec before, ProcessSpec after) {
        Map<String, Object> old = SpecFields.encode(before);
        Map<String, Object> conf = SpecFields.encode(after);
        Set<String> gone = new LinkedHashSet<>(old.keySet());
        gone.removeAll(conf.keySet());
        conf.remove("env");
        conf.remove("instances");
        conf.entrySet().removeIf(e -> Objects.equals(e.getValue(), old.get(e.getKey())));
        // PM2's word for removing an option.
        gone.forEach(key -> conf.put(key, "null"));
        Map<String, Object> env = new LinkedHashMap<>(after.env());
        env.entrySet().removeIf(e -> e.getValue().equals(before.env().get(e.getKey())));
        env.put("current_conf", conf);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("env", env);
        return map;
    }

    /**
     * {@code prepare} with an entry that was listed before, as {@code resurrect} sends those of a
     * saved list: one without a number of instances is one copy, and stays stopped when it was.
     */
    public static Map<String, Object> saved(ProcessDescription entry) {
        Map<String, Object> map = SpecFields.encode(entry.spec());
        map.remove("instances");
        map.put("restart_time", entry.restarts());
        if (!entry.status().isAlive()) {
            map.put("status", ProcessStatus.STOPPED.word());
        }
        return map;
    }

    public static Map<String, Object> signalToId(int id, Signal signal) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("signal", signal.name());
        map.put("process_id", id);
        return map;
    }

    public static Map<String, Object> signalToName(String name, Signal signal) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("signal", signal.name());
        map.put("process_name", name);
        return map;
    }

    public static Map<String, Object> packet(
            int id, String type, String topic, @Nullable Object data) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("type", type);
        map.put("data", data);
        map.put("topic", topic);
        return map;
    }

    /** The packet as PM2's document has it. */
    public static Map<String, Object> packet(int id, @Nullable Object data) {
        Map<String, Object> map = packet(id, "process:msg", "", data);
        map.put("topic", true);
        return map;
    }

    /** {@code msgProcess} */
    public static Map<String, Object> trigger(int id, String action, Optional<String> parameter) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("msg", action);
        parameter.ifPresent(text -> map.put("opts", text));
        return map;
    }

    public static Map<String, Object> message(int id, @Nullable Object message) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("message", message);
        return map;
    }

    public static Map<String, Object> line(int id, String line) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pm_id", id);
        map.put("line", line);
        return map;
    }

    public static Map<String, Object> logTail(int id, int maxBytes) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("maxBytes", maxBytes);
        return map;
    }

    /** {@code notifyByProcessId} */
    public static Map<String, Object> announcement(int id, String action) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("action_name", action);
        map.put("manually", true);
        return map;
    }
}
