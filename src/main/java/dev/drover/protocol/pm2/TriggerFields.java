package dev.drover.protocol.pm2;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.Triggers;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The options that say what restarts a service: {@code watch} and {@code cron_restart}. */
public final class TriggerFields {

    private static final String WATCH = "watch";
    private static final String IGNORED = "ignore_watch";
    private static final String WATCH_OPTIONS = "watch_options";
    private static final String DELAY = "watch_delay";
    private static final String CRON = "cron_restart";
    private static final String NO_CRON = "0";
    private static final Duration DEFAULT_DELAY = Duration.ofMillis(100);

    private TriggerFields() {}

    /**
     * @throws InvalidOptionException when an option has the wrong shape and the view is strict
     */
    static void check(Fields fields) {
        fields.optionalText(CRON);
        fields.optionalMillis(DELAY);
        fields.optionalText("increment_var");
        if (!(fields.raw(WATCH) instanceof Boolean)) {
            fields.texts(WATCH);
        }
        fields.texts(IGNORED);
    }

    /** A schedule that is none. */
    public static InvalidOptionException wrongSchedule(ProcessSpec spec, String reason) {
        return new InvalidOptionException(
                "%s has a wrong \"%s\". %s".formatted(spec.name(), CRON, reason));
    }

    /** What restarts this service; options of the wrong shape count as absent. */
    public static Triggers read(ProcessSpec spec) {
        Fields fields = Fields.lenient(spec.extra());
        Optional<String> cron =
                fields.optionalText(CRON)
                        .filter(pattern -> !pattern.isBlank() && !pattern.equals(NO_CRON));
        return new Triggers(
                watched(fields, spec.cwd()),
                ignored(fields),
                depth(fields.object(WATCH_OPTIONS)),
                fields.optionalMillis(DELAY).orElse(DEFAULT_DELAY),
                cron);
    }

    /** True for the name of an option that {@link #read} reads. */
    public static boolean isTrigger(String key) {
        return List.of(WATCH, IGNORED, DELAY, CRON).contains(key);
    }

    /** True when a change of files restarts the service. */
    public static boolean isWatched(ProcessSpec spec) {
        return !watched(Fields.lenient(spec.extra()), spec.cwd()).isEmpty();
    }

    /** The same with, or without, a watch on its folder. */
    public static ProcessSpec withWatch(ProcessSpec spec, boolean watch) {
        Map<String, Object> extra = new LinkedHashMap<>(spec.extra());
        extra.put(WATCH, watch);
        return spec.toBuilder().extra(extra).build();
    }

    /**
     * The same with another schedule.
     *
     * @param pattern empty: none
     * @param told true: that there is none is said as PM2 does, so that it can be sent
     */
    public static ProcessSpec withSchedule(
            ProcessSpec spec, Optional<String> pattern, boolean told) {
        Map<String, Object> extra = new LinkedHashMap<>(spec.extra());
        extra.remove(CRON);
        pattern.or(() -> told ? Optional.of(NO_CRON) : Optional.empty())
                .ifPresent(text -> extra.put(CRON, text));
        return spec.toBuilder().extra(extra).build();
    }

    /**
     * {@code ignored} of PM2's watcher takes the place of the option; a watched path that begins
     * with an exclamation mark is not watched.
     */
    private static List<String> ignored(Fields fields) {
        Fields options = fields.object(WATCH_OPTIONS);
        List<String> all =
                new ArrayList<>(
                        options.has("ignored") ? options.texts("ignored") : fields.texts(IGNORED));
        if (!(fields.raw(WATCH) instanceof Boolean)) {
            fields.texts(WATCH).stream()
                    .filter(TriggerFields::isException)
                    .map(text -> text.substring(1))
                    .forEach(all::add);
        }
        return all;
    }

    private static OptionalInt depth(Fields options) {
        return options.raw("depth") instanceof Number depth && depth.intValue() >= 0
                ? OptionalInt.of(depth.intValue())
                : OptionalInt.empty();
    }

    private static boolean isException(String watched) {
        return watched.startsWith("!") && watched.length() > 1;
    }

    private static List<Path> watched(Fields fields, Path cwd) {
        Object watch = fields.raw(WATCH);
        boolean emptyList = watch instanceof List<?> list && list.isEmpty();
        if (Boolean.TRUE.equals(watch) || "true".equals(watch) || emptyList) {
            return List.of(cwd);
        }
        List<Path> paths = new ArrayList<>();
        for (String text : fields.texts(WATCH)) {
            // In a list PM2's watcher takes an empty text for the folder itself.
            boolean isNone = text.isEmpty() && !(watch instanceof List);
            if (!isNone && !text.equals("false") && !isException(text)) {
                path(cwd, text).ifPresent(paths::add);
            }
        }
        return paths;
    }

    private static Optional<Path> path(Path cwd, String text) {
        try {
            return Optional.of(cwd.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
