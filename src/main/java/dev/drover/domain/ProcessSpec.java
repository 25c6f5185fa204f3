package dev.drover.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What should run: everything that is fixed before a process exists. Paths are absolute and already
 * resolved by the client, as in PM2.
 *
 * @param name shown to the user; also the stem of log and pid files
 * @param namespace group of processes; {@code "default"} when not given
 * @param script the file to run, or the program itself when {@code interpreter} is {@code "none"}
 * @param args arguments after the script
 * @param interpreter program that runs the script ({@code node}, {@code bash}, an absolute path),
 *     or {@code "none"}
 * @param interpreterArgs arguments between interpreter and script
 * @param cwd working folder of the process
 * @param env the declared environment, in order
 * @param mode fork or cluster
 * @param instances copies to run; 0 or less counts from the number of CPUs
 * @param autostart false: registered as stopped
 * @param restart what happens after an exit
 * @param stop how it is asked to end
 * @param ready when it counts as online
 * @param logs where output goes
 * @param pidFile file that holds the pid while it runs
 * @param username owner shown to the user
 * @param extra further options of the client, kept as they came (JSON-shaped values: null, Boolean,
 *     Number, String, List, Map) and given back unchanged
 */
public record ProcessSpec(
        String name,
        String namespace,
        Path script,
        List<String> args,
        String interpreter,
        List<String> interpreterArgs,
        Path cwd,
        Map<String, String> env,
        ExecMode mode,
        int instances,
        boolean autostart,
        RestartPolicy restart,
        StopPolicy stop,
        ReadyPolicy ready,
        LogSettings logs,
        Path pidFile,
        String username,
        Map<String, Object> extra) {

    /** The interpreter value that means "execute the script itself". */
    public static final String NO_INTERPRETER = "none";

    public ProcessSpec {
        Objects.requireNonNull(name, "name");
        args = List.copyOf(args);
        interpreterArgs = List.copyOf(interpreterArgs);
        env = OrderedMap.copyOf(env);
        extra = OrderedMap.copyOf(extra);
    }

    /**
     * A builder with PM2's defaults; log and pid files go under {@code home}, named after the
     * process.
     */
    public static Builder builder(Path home, String name, Path script) {
        return new Builder(home, name, script);
    }

    /** A builder that starts from this specification. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Makes a {@link ProcessSpec}. Not safe for use by several threads. */
    public static final class Builder {

        /** A file's name has at most 255 bytes, and more is added to the stem. */
        private static final int LONGEST_STEM = 180;

        private static final Pattern NOT_IN_STEM = Pattern.compile("[^A-Za-z0-9.\\-]");

        private String name;
        private String namespace = "default";
        private Path script;
        private List<String> args = List.of();
        private String interpreter = NO_INTERPRETER;
        private List<String> interpreterArgs = List.of();
        private Path cwd;
        private Map<String, String> env = Map.of();
        private ExecMode mode = ExecMode.FORK;
        private int instances = 1;
        private boolean autostart = true;
        private RestartPolicy restart = RestartPolicy.DEFAULT;
        private StopPolicy stop = StopPolicy.DEFAULT;
        private ReadyPolicy ready = ReadyPolicy.DEFAULT;
        private LogSettings logs;
        private Path pidFile;
        private String username = System.getProperty("user.name", "");
        private Map<String, Object> extra = Map.of();

        private Builder(Path home, String name, Path script) {
            this.name = name;
            this.script = script;
            this.cwd = Optional.ofNullable(script.getParent()).orElse(Path.of("/"));
            String stem = fileStem(name);
            this.logs =
                    new LogSettings(
                            home.resolve("logs").resolve(stem + "-out.log"),
                            home.resolve("logs").resolve(stem + "-error.log"),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            true,
                            false);
            this.pidFile = home.resolve("pids").resolve(stem + ".pid");
        }

        private Builder(ProcessSpec spec) {
            name = spec.name;
            namespace = spec.namespace;
            script = spec.script;
            args = spec.args;
            interpreter = spec.interpreter;
            interpreterArgs = spec.interpreterArgs;
            cwd = spec.cwd;
            env = spec.env;
            mode = spec.mode;
            instances = spec.instances;
            autostart = spec.autostart;
            restart = spec.restart;
            stop = spec.stop;
            ready = spec.ready;
            logs = spec.logs;
            pidFile = spec.pidFile;
            username = spec.username;
            extra = spec.extra;
        }

        /**
         * The name as a file stem: what PM2 keeps of it ({@code A-Za-z0-9.-}), every other
         * character as a dash. One that is too long for a file ends in a number of its own instead.
         */
        public static String fileStem(String name) {
            String stem = NOT_IN_STEM.matcher(name).replaceAll("-");
            if (stem.length() > LONGEST_STEM) {
                stem = stem.substring(0, LONGEST_STEM) + "-" + Integer.toHexString(name.hashCode());
            }
            return stem.isEmpty() || stem.startsWith(".") ? "-" + stem : stem;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder namespace(String value) {
            namespace = value;
            return this;
        }

        public Builder script(Path value) {
            script = value;
            return this;
        }

        public Builder args(List<String> value) {
            args = value;
            return this;
        }

        public Builder interpreter(String value) {
            interpreter = value;
            return this;
        }

        public Builder interpreterArgs(List<String> value) {
            interpreterArgs = value;
            return this;
        }

        public Builder cwd(Path value) {
            cwd = value;
            return this;
        }

        public Builder env(Map<String, String> value) {
            env = value;
            return this;
        }

        public Builder mode(ExecMode value) {
            mode = value;
            return this;
        }

        public Builder instances(int value) {
            instances = value;
            return this;
        }

        public Builder autostart(boolean value) {
            autostart = value;
            return this;
        }

        public Builder restart(RestartPolicy value) {
            restart = value;
            return this;
        }

        public Builder stop(StopPolicy value) {
            stop = value;
            return this;
        }

        public Builder ready(ReadyPolicy value) {
            ready = value;
            return this;
        }

        public Builder logs(LogSettings value) {
            logs = value;
            return this;
        }

        public Builder pidFile(Path value) {
            pidFile = value;
            return this;
        }

        public Builder username(String value) {
            username = value;
            return this;
        }

        public Builder extra(Map<String, Object> value) {
            extra = value;
            return this;
        }

        public ProcessSpec build() {
            return new ProcessSpec(
                    name,
                    namespace,
                    script,
                    args,
                    interpreter,
                    interpreterArgs,
                    cwd,
                    env,
                    mode,
                    instances,
                    autostart,
                    restart,
                    stop,
                    ready,
                    logs,
                    pidFile,
                    username,
                    extra);
        }
    }
}
