package dev.drover.protocol.pm2;

import dev.drover.domain.CustomAction;
import dev.drover.domain.PlainText;
import dev.drover.domain.ProcessDescription;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a process says about itself over its IPC channel (spec/pm2.md sections 4.3 and 4.4). It is
 * data from a stranger: each collection is bounded.
 */
public final class ReportedFields {

    private static final String ACTIONS = "axm_actions";
    private static final String MONITOR = "axm_monitor";
    private static final String OPTIONS = "axm_options";
    private static final String NODE_VERSION = "node_version";
    private static final String MONITORED = "_km_monitored";
    private static final String ACTION_NAME = "action_name";
    private static final int MAX_ENTRIES = 1000;
    private static final int LONGEST_NAME = 512;

    static final List<String> KEYS =
            List.of(
                    NODE_VERSION,
                    ACTIONS,
                    MONITOR,
                    OPTIONS,
                    "axm_dynamic",
                    MONITORED,
                    VersioningFields.KEY);

    private ReportedFields() {}

    /** The change of the description that a message asks for, or empty when it asks for none. */
    public static Optional<UnaryOperator<ProcessDescription>> change(@Nullable Object message) {
        if (!(message instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        boolean typed =
                ChildMessage.isTruthy(map.get("type")) && ChildMessage.isTruthy(map.get("data"));
        if (!typed) {
            return map.get(NODE_VERSION) instanceof String version
                    ? Optional.of(
                            process -> with(process, NODE_VERSION, PlainText.visible(version)))
                    : Optional.empty();
        }
        if (!(map.get("data") instanceof Map<?, ?> data)) {
            return Optional.empty();
        }
        return switch (String.valueOf(map.get("type"))) {
            case "axm:action" -> Optional.of(process -> withAction(process, data));
            case "axm:monitor" -> Optional.of(process -> merged(process, MONITOR, data));
            case "axm:option:configuration" -> Optional.of(process -> configured(process, data));
            default -> Optional.empty();
        };
    }

    /** The same with the version of the Node that runs it. */
    public static ProcessDescription withNodeVersion(ProcessDescription process, String version) {
        return with(process, NODE_VERSION, version);
    }

    /** The version of the Node that runs it, when it is known. */
    public static Optional<String> nodeVersion(ProcessDescription process) {
        return process.reported().get(NODE_VERSION) instanceof String version
                ? Optional.of(version)
                : Optional.empty();
    }

    /** The metrics of its own that the process has reported, by name, with their units. */
    public static Map<String, String> metrics(ProcessDescription process) {
        Map<String, String> metrics = new LinkedHashMap<>();
        if (process.reported().get(MONITOR) instanceof Map<?, ?> monitor) {
            monitor.forEach(
                    (name, metric) -> {
                        Fields fields = Fields.lenient(metric);
                        Object value = fields.raw("value");
                        String unit = fields.text("unit", "");
                        if (Fields.isScalar(value)) {
                            String text = Fields.scalarText(value) + " " + unit;
                            metrics.put(
                                    PlainText.visible(String.valueOf(name)),
                                    PlainText.visible(text.strip()));
                        }
                    });
        }
        return metrics;
    }

    /** True when this version of Node is known to run it. */
    public static boolean hasNodeVersion(ProcessDescription process, String version) {
        return version.equals(process.reported().get(NODE_VERSION));
    }

    /** The same, marked as one that PM2's table shows with {@code [M]}, or not. */
    public static ProcessDescription withMonitored(ProcessDescription process, boolean monitored) {
        return with(process, MONITORED, monitored);
    }

    /** True when the process has announced a custom action of this name. */
    public static boolean hasAction(ProcessDescription process, String name) {
        return actions(process).stream()
                .anyMatch(a -> a instanceof Map<?, ?> map && name.equals(map.get(ACTION_NAME)));
    }

    /** What the process has announced that it does when asked, in that order. */
    public static List<CustomAction> customActions(ProcessDescription process) {
        List<CustomAction> actions = new ArrayList<>();
        for (Object announced : actions(process)) {
            if (announced instanceof Map<?, ?> map
                    && map.get(ACTION_NAME) instanceof String name
                    && !name.isBlank()) {
                actions.add(new CustomAction(name, takesParameter(map), comment(map)));
            }
        }
        return actions;
    }

    /** The number of a handler's arguments; the last one is the function that replies. */
    private static boolean takesParameter(Map<?, ?> action) {
        return action.get("arity") instanceof Number arity && arity.intValue() > 1;
    }

    private static Optional<String> comment(Map<?, ?> action) {
        return action.get("opts") instanceof Map<?, ?> options
                        && options.get("comment") instanceof String comment
                ? Optional.of(PlainText.visible(comment))
                : Optional.empty();
    }

    private static List<?> actions(ProcessDescription process) {
        return process.reported().get(ACTIONS) instanceof List<?> list ? list : List.of();
    }

    private static ProcessDescription withAction(ProcessDescription process, Map<?, ?> action) {
        List<?> before = actions(process);
        if (!(action.get(ACTION_NAME) instanceof String name)
                || hasAction(process, name)
                || before.size() >= MAX_ENTRIES) {
            return process;
        }
        List<Object> after = new ArrayList<>(before);
        after.add(action);
        return with(process, ACTIONS, after);
    }

    private static ProcessDescription configured(ProcessDescription process, Map<?, ?> data) {
        ProcessDescription merged = merged(process, OPTIONS, data);
        return data.get("name") instanceof String name && !name.isBlank() && isShort(name)
                ? Descriptions.withSpec(merged, merged.spec().toBuilder().name(name).build())
                : merged;
    }

    private static boolean isShort(String name) {
        return name.length() <= LONGEST_NAME && PlainText.is(name);
    }

    private static ProcessDescription merged(
            ProcessDescription process, String key, Map<?, ?> changes) {
        Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
        if (process.reported().get(key) instanceof Map<?, ?> before) {
            merged.putAll(before);
        }
        changes.forEach(
                (name, value) -> {
                    if (merged.size() < MAX_ENTRIES || merged.containsKey(name)) {
                        merged.put(name, value);
                    }
                });
        return with(process, key, merged);
    }

    private static ProcessDescription with(ProcessDescription process, String key, Object value) {
        Map<String, Object> reported = new LinkedHashMap<>(process.reported());
        reported.put(key, value);
        return Descriptions.withReported(process, reported);
    }
}
