package dev.drover.childprocess;

import java.util.List;
import java.util.Optional;

/**
 * Node's {@code child_process} module. All methods may block for the time of one exec; call them
 * off an event loop.
 */
public final class ChildProcesses {

    private ChildProcesses() {}

    /**
     * Starts a program.
     *
     * @param command name to be looked up in the child's {@code PATH}, or a path
     * @throws SpawnException when it cannot be started; nothing is left behind
     */
    public static ChildProcess spawn(String command, List<String> args, SpawnOptions options)
            throws SpawnException {
        throw new UnsupportedOperationException(command + args + options);
    }

    /** The process with this pid, or empty when none runs (a zombie does not). */
    public static Optional<ProcessRef> find(long pid) {
        throw new UnsupportedOperationException("" + pid);
    }

    /** The descendants of a process as of now, deepest first, without the process itself. */
    public static List<ProcessRef> descendants(long pid) {
        throw new UnsupportedOperationException("" + pid);
    }

    /** A watcher of files. */
    public static FileWatcher openFileWatcher() {
        throw new UnsupportedOperationException();
    }
}
