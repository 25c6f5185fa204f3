package dev.drover.protocol.pm2;

import dev.drover.domain.Figure;
import dev.drover.domain.Home;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of one call. Each accessor reads the shape of one method (spec/pm2.md section 3)
 * and throws {@link InvalidOptionException} when the arguments do not have it. Arguments that are
 * missing count as null.
 *
 * @param method name of the method, for error sentences
 * @param values as they came
 */
public record Arguments(String method, List<@Nullable Object> values) {

    /** {@code restartProcessId}: an id, and what changes. */
    public record Restart(int id, Map<String, @Nullable Object> env) {}

    /** {@code sendLineToStdin}. */
    public record Line(int id, String line, Object echo) {}

    /** {@code sendDataToProcessId}: the packet goes to the process as it is. */
    public record Packet(int id, Map<String, @Nullable Object> packet) {}

    /** {@code msgProcess}: one id, or every entry of a name. */
    public record Trigger(
            Optional<Integer> id, Optional<String> name, String action, @Nullable Object message) {}

    /** {@code sendSignalToProcessId} and {@code sendSignalToProcessName}. */
    public record SignalRequest(Optional<Integer> id, String name, String signal) {}

    /** {@code notifyByProcessId}. */
    public record Notification(int id, String action) {}

    /** {@code drover:logTail}. */
    public record Tail(int id, int maxBytes) {}

    /** Two runs of an entry, by their numbers. */
    public record Comparison(int id, int earlier, int later) {}

    /** {@code drover:sendMessage}. */
    public record Message(int id, @Nullable Object message) {}

    private static final String INTERPRETER = "exec_interpreter";

    /** The word of PM2's sentence about an action that is not named. */
    private static final String NO_ACTION = "undefined";

    private static final int MAX_TAIL = 2 << 20;

    /** What a text or a fraction stands for: an id that no entry has. */
    private static final int NOBODY = -1;

    /** An id as number or text, bare or as the {@code id} of an object. */
    public int id() {
        return optionalId(first()).orElseThrow(() -> wrong("an id"));
    }

    /** The id in the shape in which it came. */
    public Object givenId() {
        return first() instanceof String text ? text : id();
    }

    /** The id as PM2's error sentences show it, whatever its shape. */
    public String shownId() {
        Object first = first();
        if (first instanceof Map<?, ?> map) {
            for (String key : List.of("id", "pm_id", "process_id")) {
                if (map.get(key) != null) {
                    return String.valueOf(map.get(key));
                }
            }
        }
        return String.valueOf(first);
    }

    /** {@code prepare} */
    public ProcessSpec spec(Home home) {
        return SpecFields.decode(first(), home);
    }

    /** {@code prepare}: true when the interpreter is null, which is not the same as none. */
    public boolean wantsClientsNode() {
        return first() instanceof Map<?, ?> app
                && app.containsKey(INTERPRETER)
                && app.get(INTERPRETER) == null;
    }

    /** {@code prepare}: true for an entry of a saved list, which has no number of instances. */
    public boolean isSavedEntry() {
        return !(first() instanceof Map<?, ?> app) || app.get("instances") == null;
    }

    /** {@code prepare}: true for an entry that was saved as stopped. */
    public boolean isSavedAsStopped() {
        return isSavedEntry()
                && Fields.lenient(first()).text("status", "").equals(ProcessStatus.STOPPED.word());
    }

    /** {@code prepare}: how often a saved entry was restarted in its earlier life. */
    public int savedRestarts() {
        long restarts = Fields.lenient(first()).optionalWhole("restart_time").orElse(0L);
        return Math.clamp(restarts, 0, Integer.MAX_VALUE);
    }

    public Restart restart() {
        Fields fields = object();
        if (!fields.has("id")) {
            throw new InvalidOptionException("opts.id not passed to " + method);
        }
        return new Restart(idIn(fields, "id"), fields.object("env").map());
    }

    public Line line() {
        Fields fields = object();
        if (!fields.map().containsKey("pm_id") || !(fields.raw("line") instanceof String line)) {
            throw new InvalidOptionException("pm_id or line field missing");
        }
        return new Line(knownId(fields.raw("pm_id")), line, fields.map());
    }

    private static int knownId(@Nullable Object id) {
        return optionalId(id)
                .orElseThrow(
                        () ->
                                new InvalidOptionException(
                                        "Process with ID <%s> unknown.".formatted(id)));
    }

    public Packet packet() {
        Fields fields = Fields.lenient(first());
        if (!fields.map().containsKey("id")
                || !fields.map().containsKey("data")
                || !ChildMessage.isTruthy(fields.raw("topic"))) {
            throw new InvalidOptionException("ID, DATA or TOPIC field is missing");
        }
        return new Packet(knownId(fields.raw("id")), fields.map());
    }

    public Trigger trigger() {
        Fields fields = object();
        if (!fields.has("id") && !fields.has("name")) {
            throw new InvalidOptionException("method requires name or id field");
        }
        boolean whole = fields.has("opts") || fields.has("uuid");
        Optional<Integer> id =
                fields.has("id") ? Optional.of(idIn(fields, "id")) : Optional.empty();
        return new Trigger(
                id,
                fields.optionalText("name"),
                fields.text("msg", NO_ACTION),
                whole ? fields.map() : fields.raw("msg"));
    }

    /** Signal by id. */
    public SignalRequest signalById() {
        Fields fields = object();
        return new SignalRequest(
                Optional.of(idIn(fields, "process_id")), "", fields.text("signal", ""));
    }

    /** Signal by name. */
    public SignalRequest signalByName() {
        Fields fields = object();
        return new SignalRequest(
                Optional.empty(), fields.text("process_name", ""), fields.text("signal", ""));
    }

    public Notification notification() {
        Fields fields = object();
        if (!fields.has("id")) {
            throw new InvalidOptionException("process id missing");
        }
        int id =
                optionalId(fields.raw("id"))
                        .orElseThrow(() -> new InvalidOptionException("process id doesnt exists"));
        return new Notification(id, fields.text("action_name", ""));
    }

    /**
     * {@code stopWatch}: false when it only goes before a stop or an end, as PM2's client sends it;
     * a watch is a property of the service and outlives its stop.
     */
    public boolean endsWatch() {
        return !(first() instanceof String scope && scope.matches("(stop|delete|kill).*"));
    }

    /** The methods about watches: the entry that is meant, or empty for all. */
    public Optional<Integer> watchedId() {
        return values.size() < 2 ? Optional.empty() : optionalId(values.get(1));
    }

    /** {@code killMe}: the client that waits for a signal, or empty. */
    public Optional<Long> pid() {
        return Fields.lenient(first()).optionalWhole("pid").filter(pid -> pid > 0);
    }

    /** {@code drover:hello}: what the client calls itself. */
    public Optional<String> client() {
        return Fields.lenient(first()).optionalText("client").filter(name -> !name.isBlank());
    }

    public Tail tail() {
        Fields fields = object();
        int maxBytes = Math.clamp(fields.whole("maxBytes", 65536), 0, MAX_TAIL);
        return new Tail(idIn(fields, "id"), maxBytes);
    }

    /** {@code drover:logWindow} */
    public LogWindowRequest logWindow() {
        Fields fields = object();
        return LogPageFields.decodeWindowRequest(idIn(fields, "id"), fields);
    }

    /** {@code drover:logSearch} */
    public LogSearchRequest logSearch() {
        Fields fields = object();
        return LogPageFields.decodeSearchRequest(idIn(fields, "id"), fields);
    }

    /** {@code drover:changes} */
    public Comparison comparison() {
        Fields fields = object();
        return new Comparison(
                idIn(fields, "id"), fields.whole("earlier", 0), fields.whole("later", 0));
    }

    /** {@code drover:figures} */
    public Set<Figure> figures() {
        return FigureFields.wanted(object());
    }

    public Message message() {
        Fields fields = object();
        if (!fields.map().containsKey("message")) {
            throw new InvalidOptionException(method + " has no \"message\", which is required.");
        }
        return new Message(idIn(fields, "id"), fields.raw("message"));
    }

    /**
     * The specification that a restart request makes of an entry's present one (section 3.2).
     *
     * @throws InvalidOptionException when an option of the request has the wrong shape
     */
    public static ProcessSpec merge(
            ProcessSpec spec, Map<String, @Nullable Object> env, Home home) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>(SpecFields.encode(spec));
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(spec.env());
        Map<String, @Nullable Object> conf =
                new LinkedHashMap<>(Fields.lenient(env.get("current_conf")).map());
        // A plain restart tells the default. Who was started under another name goes by it.
        conf.computeIfPresent("instance_var", (_, name) -> name instanceof String ? null : name);
        // What the process had stays, PATH for one: PM2 keeps it too, in the copies at the top
        // level of its pm2_env. Variables of a file come instead of those of the caller.
        if (conf.get("env") instanceof Map<?, ?> declared && !declared.isEmpty()) {
            declared.forEach((name, value) -> variables.put(String.valueOf(name), value));
        } else {
            env.forEach(
                    (name, value) -> {
                        if (Fields.isScalar(value) && !name.equals("updateEnv")) {
                            variables.put(name, value);
                        }
                    });
        }
        options.put("env", variables);
        conf.computeIfPresent("env", (_, value) -> value instanceof Map ? null : value);
        // The client has no node on its PATH: what the entry runs in stays.
        conf.remove(INTERPRETER, null);
        conf.forEach(
                (key, value) -> {
                    if ("null".equals(value)) {
                        options.remove(key);
                    } else {
                        options.put(key, value);
                    }
                });
        return SpecFields.decode(options, home);
    }

    /** {@code drover:redefine} */
    public Redefinition redefinition() {
        Fields fields = object();
        return Redefinition.of(idIn(fields, "id"), fields);
    }

    private Fields object() {
        return Fields.strict(first(), "The argument of " + method);
    }

    private @Nullable Object first() {
        return values.isEmpty() ? null : values.getFirst();
    }

    private int idIn(Fields fields, String key) {
        return optionalId(fields.raw(key)).orElseThrow(() -> wrong("an id in \"" + key + "\""));
    }

    private static Optional<Integer> optionalId(@Nullable Object value) {
        if (value instanceof Number number) {
            boolean whole = number.doubleValue() == number.intValue();
            return Optional.of(whole ? number.intValue() : NOBODY);
        }
        if (value instanceof String text) {
            // As a key of a JavaScript object: "00" is not 0.
            return Optional.of(text.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(text) : NOBODY);
        }
        return value instanceof Map<?, ?> map && !(map.get("id") instanceof Map)
                ? optionalId(map.get("id"))
                : Optional.empty();
    }

    private InvalidOptionException wrong(String wanted) {
        return new InvalidOptionException(method + " needs " + wanted + ", a number.");
    }
}
