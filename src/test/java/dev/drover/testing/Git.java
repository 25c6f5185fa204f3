package dev.drover.testing;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.childprocess.SpawnSyncOptions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs git as somebody without settings of his own. */
public final class Git {

    private Git() {}

    /** What it prints. */
    public static String run(Path where, String... words) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("-c", "user.name=a", "-c", "user.email=a@example.org"));
        arguments.addAll(List.of(words));
        Map<String, String> environment =
                Map.of("PATH", System.getenv("PATH"), "HOME", where.toString());
        return ChildProcesses.execFileSync(
                        "git",
                        arguments,
                        SpawnSyncOptions.DEFAULT.withSpawn(
                                SpawnOptions.DEFAULT.withCwd(where).withEnv(environment)))
                .toString()
                .strip();
    }
}
