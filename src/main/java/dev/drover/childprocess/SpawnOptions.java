package dev.drover.childprocess;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of Node's {@code spawn}.
 *
 * @param cwd working folder of the child; empty: the parent's
 * @param env the child's whole environment; empty: the parent's
 * @param argv0 what the child sees as its own name; empty: the command. Native backend only
 * @param stdio one entry per descriptor from 0; missing entries below 3 are pipes
 * @param detached true: the child leads a new session and process group (native backend; the portable one cannot)
 * @param serialization of the IPC channel
 */
public record SpawnOptions(
        Optional<Path> cwd,
        Optional<Map<String, String>> env,
        Optional<String> argv0,
        List<Stdio> stdio,
        boolean detached,
        Serialization serialization) {

    public static final SpawnOptions DEFAULT =
            new SpawnOptions(
                    Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false, Serialization.JSON);

    public SpawnOptions {
        env = env.map(e -> Collections.unmodifiableMap(new LinkedHashMap<>(e)));
        stdio = List.copyOf(stdio);
    }

    public SpawnOptions withCwd(Path value) {
        return new SpawnOptions(Optional.of(value), env, argv0, stdio, detached, serialization);
    }

    public SpawnOptions withEnv(Map<String, String> value) {
        return new SpawnOptions(cwd, Optional.of(value), argv0, stdio, detached, serialization);
    }

    public SpawnOptions withArgv0(String value) {
        return new SpawnOptions(cwd, env, Optional.of(value), stdio, detached, serialization);
    }

    public SpawnOptions withStdio(Stdio... value) {
        return new SpawnOptions(cwd, env, argv0, List.of(value), detached, serialization);
    }

    public SpawnOptions withDetached(boolean value) {
        return new SpawnOptions(cwd, env, argv0, stdio, value, serialization);
    }
}
