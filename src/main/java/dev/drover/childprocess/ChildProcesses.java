package dev.drover.childprocess;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/**
 * Node's {@code child_process} module. All methods may block for the time of one exec; call them
 * off an event loop.
 *
 * <p>Two backends do the work: {@code native} (posix_spawn, pidfd and epoll) and {@code portable}
 * ({@link ProcessBuilder}). The system property {@code drover.childprocess.backend} names one;
 * without it the native one is taken where it works.
 */
public final class ChildProcesses {

    private static final String PROPERTY = "drover.childprocess.backend";

    private ChildProcesses() {}

    /**
     * Starts a program.
     *
     * @param command name to be looked up in the child's {@code PATH}, or a path
     * @throws SpawnException when it cannot be started; nothing is left behind
     */
    public static ChildProcess spawn(String command, List<String> args, SpawnOptions options)
            throws SpawnException {
        return Chosen.LAUNCHER.spawn(command, args, options);
    }

    /** As the other, with default options. */
    public static ChildProcess spawn(String command, String... args) throws SpawnException {
        return spawn(command, List.of(args), SpawnOptions.DEFAULT);
    }

    /**
     * Runs a command line in a shell and collects what it writes. Does not wait for its end.
     *
     * @throws InvalidArgumentException for an argument that cannot be used; all other failures are
     *     in the result
     */
    public static Execution exec(String command, ExecOptions options) {
        return Chosen.LAUNCHER.exec(command, options);
    }

    /** As {@link #exec}, without a shell unless one is asked for. */
    public static Execution execFile(String file, List<String> args, ExecOptions options) {
        return Chosen.LAUNCHER.execFile(file, args, options);
    }

    /**
     * Runs a Node module (or whatever {@code execPath} runs) with an IPC channel.
     *
     * @throws SpawnException when {@code execPath} cannot be started
     */
    public static ChildProcess fork(String module, List<String> args, ForkOptions options)
            throws SpawnException {
        return Chosen.LAUNCHER.fork(module, args, options);
    }

    /** As the other, with the module's file. */
    public static ChildProcess fork(Path module, List<String> args, ForkOptions options)
            throws SpawnException {
        return fork(module.toString(), args, options);
    }

    /**
     * As the other, with the module as a {@code file:} URI.
     *
     * @throws InvalidArgumentException for another scheme or a foreign host
     */
    public static ChildProcess fork(URI module, List<String> args, ForkOptions options)
            throws SpawnException {
        return fork(Arguments.path("modulePath", module), args, options);
    }

    /**
     * Runs a program to its end. Blocks; an interrupt kills the child.
     *
     * @throws IllegalStateException in a listener of a child, where it would wait for ever
     * @throws InvalidArgumentException for an argument that cannot be used; all other failures are
     *     in the result
     */
    public static SpawnSyncResult spawnSync(
            String command, List<String> args, SpawnSyncOptions options) {
        return Chosen.LAUNCHER.spawnSync(command, args, options);
    }

    /**
     * Runs a command line in a shell to its end. Blocks; an interrupt kills the child. What it
     * wrote to its error output goes to this program's, unless {@code stdio} was given.
     *
     * @return what it wrote; nothing when its output is no pipe
     * @throws ExecSyncException when it does not end with 0
     */
    public static Output execSync(String command, SpawnSyncOptions options)
            throws ExecSyncException {
        return Chosen.LAUNCHER.execSync(command, options);
    }

    /** As {@link #execSync}, without a shell unless one is asked for. */
    public static Output execFileSync(String file, List<String> args, SpawnSyncOptions options)
            throws ExecSyncException {
        return Chosen.LAUNCHER.execFileSync(file, args, options);
    }

    /** The process with this pid, or empty when none runs (a zombie does not). */
    public static Optional<ProcessRef> find(long pid) {
        return Chosen.BACKEND.find(pid);
    }

    /** The descendants of a process as of now, deepest first, without the process itself. */
    public static List<ProcessRef> descendants(long pid) {
        return Chosen.BACKEND.descendants(pid);
    }

    /**
     * All running processes of this user that began with this environment variable, which children
     * inherit: so it finds those that left their parent, session and group. Empty on the portable
     * backend.
     */
    public static List<TaggedProcess> findTagged(String variable) {
        return findTagged(variable, _ -> true);
    }

    /** As the other, of those whose value is wanted: cheaper than to look at all and choose. */
    public static List<TaggedProcess> findTagged(String variable, Predicate<String> value) {
        return Chosen.BACKEND.findTagged(variable, value);
    }

    /**
     * False for the words of {@link ProcessRef#start} of a process that ran before this machine was
     * started, where the system tells.
     */
    public static boolean isOfThisBoot(String start) {
        return Chosen.BACKEND.isOfThisBoot(start);
    }

    /**
     * Looks after a process that is no child of this one as if it were: its signals and its end.
     * How it ended is known where the system tells it, which no system promises. It has no pipes
     * and no channel.
     *
     * @param command for texts
     */
    public static ChildProcess adopt(ProcessRef process, String command) {
        return Chosen.BACKEND.adopt(process, command);
    }

    /** The keeper that this process was started by; empty when there is none. */
    public static Optional<Keeper> keeper() {
        return System.getenv(Keeper.VARIABLE) == null ? Optional.empty() : Chosen.BACKEND.keeper();
    }

    /**
     * Lets this process have as many open files as the system permits. Children started from now on
     * keep the limit that it had before.
     */
    public static void raiseFileLimit() {
        Chosen.BACKEND.raiseFileLimit();
    }

    /**
     * Lets no crash of this process write its memory, and what it knows of environments, to the
     * disk. Children started from now on keep the limit that it had before.
     */
    public static void forbidCoreDumps() {
        Chosen.BACKEND.forbidCoreDumps();
    }

    /**
     * Gives back to the system what this process holds and does not use outside of its Java heap.
     * Takes some milliseconds.
     */
    public static void releaseUnusedMemory() {
        Chosen.BACKEND.releaseUnusedMemory();
    }

    /** A watcher of files. */
    public static FileWatcher openFileWatcher() {
        try {
            return Chosen.BACKEND.openFileWatcher();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Frees parts of a file that another process appends to. Empty on the portable backend.
     *
     * @throws IOException when the file cannot be opened for writing
     */
    public static Optional<FileSpace> openFileSpace(Path file) throws IOException {
        return Chosen.BACKEND.openFileSpace(file);
    }

    /** The name of the backend that runs: {@code native} or {@code portable}. */
    public static String backend() {
        return Chosen.BACKEND.name();
    }

    static Backend backendInUse() {
        return Chosen.BACKEND;
    }

    private static final class Chosen {
        static final Backend BACKEND = choose(System.getProperty(PROPERTY));
        static final Launcher LAUNCHER = new Launcher(BACKEND);
    }

    /** The backend of that name, or the best usable one for null. */
    static Backend choose(@Nullable String name) {
        List<Backend> all =
                ServiceLoader.load(Backend.class, ChildProcesses.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .sorted((one, other) -> one.name().compareTo(other.name()))
                        .toList();
        if (name == null) {
            return all.stream()
                    .filter(Backend::isUsable)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "No child process backend works here."));
        }
        Backend named =
                all.stream()
                        .filter(b -> b.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "System property %s is '%s'; it must be one of %s."
                                                        .formatted(
                                                                PROPERTY,
                                                                name,
                                                                all.stream()
                                                                        .map(Backend::name)
                                                                        .toList())));
        if (!named.isUsable()) {
            throw new IllegalStateException(
                    "System property %s asks for the backend '%s', which does not work on this machine."
                            .formatted(PROPERTY, name));
        }
        return named;
    }
}
