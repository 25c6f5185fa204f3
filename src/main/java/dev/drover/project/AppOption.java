package dev.drover.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every option of an app (spec/pm2.md section 6.2): the names it goes by and what its value must
 * be. Each name is also known in camel case, as PM2's JavaScript API writes it.
 */
enum AppOption {
    SCRIPT(Kind.TEXT, "script", "exec", "cmd", "command"),
    NAME(Kind.TEXT, "name"),
    NAMESPACE(Kind.TEXT, "namespace"),
    CWD(Kind.TEXT, "cwd"),
    ARGS(Kind.WORDS, "args"),
    INTERPRETER(Kind.TEXT, "interpreter", "exec_interpreter"),
    INTERPRETER_ARGS(Kind.WORDS, "interpreter_args", "node_args"),
    INSTANCES(Kind.COUNT, "instances"),
    EXEC_MODE(Kind.MODE, "exec_mode"),
    ENV(Kind.VARIABLES, "env"),
    FILTER_ENV(Kind.FLAG_OR_TEXTS, "filter_env"),
    WATCH(Kind.FLAG_OR_TEXTS, "watch"),
    IGNORE_WATCH(Kind.FLAG_OR_TEXTS, "ignore_watch"),
    WATCH_OPTIONS(Kind.ANY, "watch_options"),
    WATCH_DELAY(Kind.TIME, "watch_delay"),
    AUTOSTART(Kind.FLAG, "autostart"),
    AUTORESTART(Kind.FLAG, "autorestart"),
    MIN_UPTIME(Kind.TIME, "min_uptime"),
    MAX_RESTARTS(Kind.COUNT, "max_restarts"),
    RESTART_DELAY(Kind.TIME, "restart_delay"),
    EXP_BACKOFF_RESTART_DELAY(Kind.TIME, "exp_backoff_restart_delay"),
    STOP_EXIT_CODES(Kind.CODES, "stop_exit_codes"),
    MAX_MEMORY_RESTART(Kind.SIZE, "max_memory_restart"),
    CRON_RESTART(Kind.ANY, "cron_restart", "cron"),
    KILL_TIMEOUT(Kind.TIME, "kill_timeout"),
    KILL_RETRY_TIME(Kind.TIME, "kill_retry_time"),
    SHUTDOWN_WITH_MESSAGE(Kind.FLAG, "shutdown_with_message"),
    TREEKILL(Kind.FLAG, "treekill"),
    WAIT_READY(Kind.FLAG, "wait_ready"),
    LISTEN_TIMEOUT(Kind.TIME, "listen_timeout"),
    OUT_FILE(Kind.TEXT, "out_file", "output", "out", "out_log"),
    ERROR_FILE(Kind.TEXT, "error_file", "error", "err", "err_file", "err_log"),
    LOG_FILE(Kind.FLAG_OR_TEXTS, "log_file", "log"),
    MERGE_LOGS(Kind.FLAG, "merge_logs", "combine_logs"),
    LOG_TYPE(Kind.LOG_TYPE, "log_type"),
    LOG_DATE_FORMAT(Kind.TEXT, "log_date_format"),
    TIME(Kind.FLAG, "time"),
    DISABLE_LOGS(Kind.FLAG, "disable_logs"),
    PID_FILE(Kind.TEXT, "pid_file", "pid"),
    UID(Kind.USER, "uid", "user"),
    GID(Kind.USER, "gid"),
    PORT(Kind.COUNT, "port"),
    INCREMENT_VAR(Kind.TEXT, "increment_var"),
    INSTANCE_VAR(Kind.TEXT, "instance_var"),
    APPEND_ENV_TO_NAME(Kind.FLAG, "append_env_to_name"),
    SOURCE_MAP_SUPPORT(Kind.FLAG, "source_map_support"),
    DISABLE_SOURCE_MAP_SUPPORT(Kind.FLAG, "disable_source_map_support"),
    FORCE(Kind.FLAG, "force"),
    PMX(Kind.FLAG, "pmx"),
    AUTOMATION(Kind.FLAG, "automation"),
    VIZION(Kind.FLAG, "vizion"),
    WINDOWS_HIDE(Kind.FLAG, "windowsHide", "windows_hide"),
    POST_UPDATE(Kind.ANY, "post_update"),
    TRACE(Kind.ANY, "trace"),
    DEEP_MONITORING(Kind.ANY, "deep_monitoring"),
    V8(Kind.ANY, "v8"),
    EVENT_LOOP_INSPECTOR(Kind.ANY, "event_loop_inspector"),
    IO(Kind.ANY, "io"),
    EXECUTE_COMMAND(Kind.ANY, "execute_command"),
    WRITE(Kind.ANY, "write");

    /** What a value must be, with the words for it. */
    enum Kind {
        TEXT("a text"),
        WORDS("a text or a list of texts"),
        COUNT("a whole number"),
        MODE("\"fork\" or \"cluster\""),
        FLAG("true or false"),
        FLAG_OR_TEXTS("true, false, a text or a list of texts"),
        TIME("a time such as 3000, \"5s\" or \"2m\""),
        SIZE("a size such as \"200M\" or \"1G\""),
        CODES("a number or a list of numbers"),
        LOG_TYPE("\"json\" or \"raw\""),
        USER("a name or a number"),
        VARIABLES("an object of variables"),
        ANY("any value");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final Map<String, AppOption> BY_KEY = new HashMap<>();
    private static final List<String> KEYS = new ArrayList<>();

    static {
        for (AppOption option : values()) {
            for (String key : option.keys) {
                BY_KEY.put(key, option);
                BY_KEY.put(camelCase(key), option);
                KEYS.add(key);
            }
        }
    }

    private final Kind kind;
    private final List<String> keys;

    AppOption(Kind kind, String... keys) {
        this.kind = kind;
        this.keys = List.copyOf(Arrays.asList(keys));
    }

    Kind kind() {
        return kind;
    }

    /** The name that Drover and PM2's daemon use. */
    String key() {
        return keys.getFirst();
    }

    /** The option that a key in a file means. */
    static Optional<AppOption> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** Every key, without those in camel case. */
    static List<String> allKeys() {
        return List.copyOf(KEYS);
    }

    /** {@code max_restarts} as {@code maxRestarts}. */
    static String camelCase(String key) {
        StringBuilder camel = new StringBuilder();
        for (String word : key.split("_")) {
            camel.append(
                    camel.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }
}
