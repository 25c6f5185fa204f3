package dev.drover.childprocess;

import java.util.List;

/**
 * The options of Node's {@code fork}.
 *
 * @param spawn what they have in common with {@code spawn}; the shell is not used. A given stdio
 *     must hold the IPC channel
 * @param execPath the program that runs the module; empty: {@code node}
 * @param execArgv its own arguments, before the module
 * @param silent true: pipes, else the parent's descriptors; a given stdio wins
 */
public record ForkOptions(
        SpawnOptions spawn, String execPath, List<String> execArgv, boolean silent) {

    public static final ForkOptions DEFAULT =
            new ForkOptions(SpawnOptions.DEFAULT, "node", List.of(), false);

    public ForkOptions {
        execArgv = List.copyOf(execArgv);
    }

    public ForkOptions withSpawn(SpawnOptions value) {
        return new ForkOptions(value, execPath, execArgv, silent);
    }

    public ForkOptions withExecPath(String value) {
        return new ForkOptions(spawn, value, execArgv, silent);
    }

    public ForkOptions withExecArgv(String... value) {
        return new ForkOptions(spawn, execPath, List.of(value), silent);
    }

    public ForkOptions withSilent(boolean value) {
        return new ForkOptions(spawn, execPath, execArgv, value);
    }

    /** The same for descriptors 0, 1 and 2, and the IPC channel: Node's {@code stdio: 'pipe'}. */
    public ForkOptions withEveryStdio(Stdio value) {
        return withSpawn(spawn.withStdio(value, value, value, new Stdio.Ipc()));
    }
}
