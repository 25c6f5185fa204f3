package dev.drover.childprocess;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

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
        return Chosen.BACKEND.spawn(command, args, options);
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
        return Chosen.BACKEND.findTagged(variable);
    }

    /**
     * Lets this process have as many open files as the system permits. Children started from now on
     * keep the limit that it had before.
     */
    public static void raiseFileLimit() {
        Chosen.BACKEND.raiseFileLimit();
    }

    /** A watcher of files. */
    public static FileWatcher openFileWatcher() {
        try {
            return Chosen.BACKEND.openFileWatcher();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the backend that runs: {@code native} or {@code portable}. */
    public static String backend() {
        return Chosen.BACKEND.name();
    }

    private static final class Chosen {
        static final Backend BACKEND = choose(System.getProperty(PROPERTY));
    }

    /** The backend of that name, or the best usable one for null. */
    static Backend choose(@Nullable String name) {
        List<Backend> all =
                ServiceLoader.load(Backend.class, ChildProcesses.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .sorted(Comparator.comparing(Backend::name))
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
