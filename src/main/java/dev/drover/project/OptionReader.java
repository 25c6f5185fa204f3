package dev.drover.project;

import dev.drover.domain.LogSettings;
import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.StopPolicy;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of one app, each with its type checked; what is wrong is collected with its line. */
final class OptionReader {

    /** Options of PM2 that this version accepts and does not act on. */
    private static final Set<String> ACCEPTED =
            Set.of(
                    "watch",
                    "ignore_watch",
                    "watch_options",
                    "watch_delay",
                    "cron_restart",
                    "pmx",
                    "automation",
                    "vizion",
                    "windowsHide",
                    "source_map_support",
                    "force",
                    "increment_var",
                    "instance_var",
                    "post_update",
                    "trace",
                    "append_env_to_name",
                    "filter_env",
                    "uid",
                    "gid",
                    "user",
                    "kill_retry_time",
                    "port",
                    "pid_file",
                    "disable_source_map_support");

    private final Located.Obj app;
    private final List<Problem> problems;
    private final Set<String> seen = new HashSet<>();

    OptionReader(Located.Obj app, List<Problem> problems) {
        this.app = app;
        this.problems = problems;
    }

    /** Line of an option, or of the app when it is not there. */
    int line(String key) {
        Located value = app.members().get(key);
        return value == null ? app.line() : value.line();
    }

    Optional<String> text(String... keys) {
        return first(keys).flatMap(found -> typed(found, String.class, "a text"));
    }

    Optional<Long> number(String key) {
        return first(key)
                .flatMap(
                        found -> {
                            if (found.value()
                                    instanceof Located.Scalar(@Nullable Object v, int _)) {
                                if (v instanceof Number n) {
                                    return Optional.of(n.longValue());
                                }
                                if (v instanceof String s && s.matches("-?\\d+")) {
                                    return Optional.of(Long.parseLong(s));
                                }
                                if ("max".equals(v)) {
                                    return Optional.of(0L);
                                }
                            }
                            return wrong(found, "a number");
                        });
    }

    Optional<Boolean> flag(String key) {
        return first(key).flatMap(found -> typed(found, Boolean.class, "true or false"));
    }

    Optional<Duration> time(String key) {
        return first(key)
                .flatMap(
                        found ->
                                found.value() instanceof Located.Scalar(@Nullable Object v, int _)
                                                && Units.time(String.valueOf(v)).isPresent()
                                        ? Units.time(String.valueOf(v))
                                        : wrong(found, "a time such as 3000, \"5s\" or \"2m\""));
    }

    /** A list of texts, or one line of arguments. */
    List<String> arguments(String... keys) {
        return first(keys)
                .map(
                        found ->
                                switch (found.value()) {
                                    case Located.Scalar(String line, int _) -> parse(found, line);
                                    case Located.Arr arr ->
                                            arr.items().stream()
                                                    .map(i -> String.valueOf(i.plain()))
                                                    .toList();
                                    default -> {
                                        wrong(found, "a text or a list of texts");
                                        yield List.<String>of();
                                    }
                                })
                .orElse(List.of());
    }

    Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        first(key)
                .ifPresent(
                        found -> {
                            if (found.value() instanceof Located.Obj obj) {
                                obj.members()
                                        .forEach((k, v) -> map.put(k, String.valueOf(v.plain())));
                            } else {
                                wrong(found, "an object of variables");
                            }
                        });
        return map;
    }

    RestartPolicy restartPolicy() {
        RestartPolicy d = RestartPolicy.DEFAULT;
        return new RestartPolicy(
                flag("autorestart").orElse(d.autorestart()),
                time("min_uptime").orElse(d.minUptime()),
                (int) number("max_restarts").orElse((long) d.maxRestarts()).longValue(),
                time("restart_delay").orElse(d.delay()),
                time("exp_backoff_restart_delay"),
                exitCodes(),
                size("max_memory_restart"));
    }

    private Set<Integer> exitCodes() {
        Set<Integer> codes = new HashSet<>();
        first("stop_exit_codes")
                .ifPresent(
                        found -> {
                            List<Located> items =
                                    found.value() instanceof Located.Arr arr
                                            ? arr.items()
                                            : List.of(found.value());
                            for (Located item : items) {
                                String text = String.valueOf(item.plain());
                                if (text.matches("\\d{1,9}")) {
                                    codes.add(Integer.parseInt(text));
                                } else {
                                    wrong(
                                            new Found(found.key(), item),
                                            "a number or a list of numbers");
                                }
                            }
                        });
        return codes;
    }

    private Optional<Long> size(String key) {
        return first(key)
                .flatMap(
                        found ->
                                found.value() instanceof Located.Scalar(@Nullable Object v, int _)
                                                && Units.bytes(String.valueOf(v)).isPresent()
                                        ? Units.bytes(String.valueOf(v))
                                        : wrong(found, "a size such as \"200M\" or \"1G\""));
    }

    StopPolicy stopPolicy() {
        StopPolicy d = StopPolicy.DEFAULT;
        return new StopPolicy(
                d.signal(),
                time("kill_timeout").orElse(d.timeout()),
                flag("treekill").orElse(d.treekill()),
                flag("shutdown_with_message").orElse(d.byMessage()));
    }

    ReadyPolicy readyPolicy() {
        ReadyPolicy d = ReadyPolicy.DEFAULT;
        return new ReadyPolicy(
                flag("wait_ready").orElse(d.waitReady()),
                time("listen_timeout").orElse(d.timeout()));
    }

    LogSettings logs(LogSettings defaults, Path cwd) {
        return new LogSettings(
                text("out_file", "output", "out").map(cwd::resolve).orElse(defaults.out()),
                text("error_file", "error", "err").map(cwd::resolve).orElse(defaults.err()),
                combined(defaults, cwd),
                text("log_date_format"),
                text("log_type").filter("json"::equals).isPresent(),
                flag("merge_logs").or(() -> flag("combine_logs")).orElse(defaults.merge()),
                flag("disable_logs").orElse(defaults.disabled()));
    }

    /** A path, or {@code true} for the default place beside the other logs. */
    private Optional<Path> combined(LogSettings defaults, Path cwd) {
        if (first("log_file", "log").map(Found::value).filter(OptionReader::isTrue).isPresent()) {
            String file = String.valueOf(defaults.out().getFileName()).replace("-out.log", ".log");
            return Optional.of(defaults.out().resolveSibling(file));
        }
        return text("log_file", "log").map(cwd::resolve);
    }

    private static boolean isTrue(Located value) {
        return value instanceof Located.Scalar scalar && Boolean.TRUE.equals(scalar.value());
    }

    /** Names every key that nobody asked for. */
    void reportUnknown() {
        app.members()
                .forEach(
                        (key, value) -> {
                            if (!seen.contains(key)
                                    && !ACCEPTED.contains(key)
                                    && !key.startsWith("env_")) {
                                problems.add(
                                        new Problem(
                                                value.line(),
                                                "there is no option \"%s\".".formatted(key)));
                            }
                        });
    }

    private List<String> parse(Found found, String line) {
        try {
            return ShellWords.split(line);
        } catch (ShellWords.UnclosedQuoteException e) {
            problems.add(
                    new Problem(
                            found.value().line(),
                            "\"%s\": %s.".formatted(found.key(), e.getMessage())));
            return List.of();
        }
    }

    private Optional<Found> first(String... keys) {
        Optional<Found> found = Optional.empty();
        for (String key : keys) {
            seen.add(key);
            Located value = app.members().get(key);
            if (value != null
                    && found.isEmpty()
                    && !(value instanceof Located.Scalar s && s.value() == null)) {
                found = Optional.of(new Found(key, value));
            }
        }
        return found;
    }

    private <T> Optional<T> typed(Found found, Class<T> type, String expected) {
        return found.value() instanceof Located.Scalar(@Nullable Object v, int _)
                        && type.isInstance(v)
                ? Optional.of(type.cast(v))
                : wrong(found, expected);
    }

    private <T> Optional<T> wrong(Found found, String expected) {
        problems.add(
                new Problem(
                        found.value().line(),
                        "\"%s\" must be %s, but it is %s."
                                .formatted(found.key(), expected, found.value().kind())));
        return Optional.empty();
    }

    private record Found(String key, Located value) {}
}
