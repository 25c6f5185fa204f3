package dev.drover.childprocess;

import dev.drover.domain.OrderedMap;
import dev.drover.domain.Signal;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The options of Node's {@code spawn}. Values are made from {@link #DEFAULT} by the {@code with…}
 * methods.
 *
 * @param cwd working folder of the child; empty: the parent's
 * @param env the child's whole environment in this order; empty: the parent's
 * @param argv0 what the child sees as its own name; empty: the command. Native backend only
 * @param stdio one entry per descriptor from 0; missing entries below 3 are pipes
 * @param detached true: the child leads a new session and process group (native backend; the
 *     portable one cannot)
 * @param uid the child's user; native backend, and a parent that may change it
 * @param gid the child's group; with it or {@code uid} the supplementary groups are dropped
 * @param serialization of the IPC channel
 * @param shell where to run the command line; empty: no shell
 * @param windowsHide no console window; ignored on Unix
 * @param windowsVerbatimArguments no quoting of arguments; ignored on Unix
 * @param signal ends the child when it is aborted
 * @param timeout after it the child is sent {@code killSignal}; zero: never
 * @param killSignal for timeout and abort
 */
public record SpawnOptions(
        Optional<Path> cwd,
        Optional<Map<String, String>> env,
        Optional<String> argv0,
        List<Stdio> stdio,
        boolean detached,
        OptionalInt uid,
        OptionalInt gid,
        Serialization serialization,
        Optional<Shell> shell,
        boolean windowsHide,
        boolean windowsVerbatimArguments,
        Optional<AbortSignal> signal,
        Duration timeout,
        Signal killSignal) {

    public static final SpawnOptions DEFAULT = new Draft().finish();

    public SpawnOptions {
        env = env.map(OrderedMap::copyOf);
        stdio = List.copyOf(stdio);
    }

    /** The parent's folder for null, or for an empty path. */
    public SpawnOptions withCwd(@Nullable Path value) {
        return with(
                d -> d.cwd = Optional.ofNullable(value).filter(path -> !path.toString().isEmpty()));
    }

    /**
     * The folder as a {@code file:} URI.
     *
     * @throws InvalidArgumentException for another scheme or a foreign host
     */
    public SpawnOptions withCwd(URI value) {
        return withCwd(Arguments.path("options.cwd", value));
    }

    /**
     * Variables whose value is null are left out, as Node leaves out undefined. Null for the whole
     * is the parent's environment.
     */
    public SpawnOptions withEnv(@Nullable Map<String, ? extends @Nullable String> value) {
        if (value == null) {
            return with(d -> d.env = Optional.empty());
        }
        Map<String, String> present = new LinkedHashMap<>();
        value.forEach(
                (name, text) -> {
                    if (text != null) {
                        present.put(name, text);
                    }
                });
        return with(d -> d.env = Optional.of(present));
    }

    public SpawnOptions withArgv0(String value) {
        return with(d -> d.argv0 = Optional.of(value));
    }

    /** One entry per descriptor; null is a pipe below 3 and nothing above. */
    public SpawnOptions withStdio(@Nullable Stdio... value) {
        return with(d -> d.stdio = Arguments.stdio(value));
    }

    /** The same for descriptors 0, 1 and 2: Node's {@code stdio: 'ignore'}. */
    public SpawnOptions withEveryStdio(Stdio value) {
        return withStdio(value, value, value);
    }

    public SpawnOptions withDetached(boolean value) {
        return with(d -> d.detached = value);
    }

    public SpawnOptions withUid(int value) {
        return with(d -> d.uid = OptionalInt.of(value));
    }

    public SpawnOptions withGid(int value) {
        return with(d -> d.gid = OptionalInt.of(value));
    }

    public SpawnOptions withSerialization(Serialization value) {
        return with(d -> d.serialization = Arguments.serialization(value));
    }

    /** Runs the command line in the platform's own shell. */
    public SpawnOptions withShell() {
        return withShell(Shell.DEFAULT);
    }

    public SpawnOptions withShell(Shell value) {
        return with(d -> d.shell = Optional.of(value));
    }

    /** A shell by name; an empty name is no shell, for {@code exec} too. */
    public SpawnOptions withShell(String program) {
        return withShell(new Shell(program));
    }

    public SpawnOptions withoutShell() {
        return with(d -> d.shell = Optional.empty());
    }

    public SpawnOptions withWindowsHide(boolean value) {
        return with(d -> d.windowsHide = value);
    }

    public SpawnOptions withWindowsVerbatimArguments(boolean value) {
        return with(d -> d.windowsVerbatimArguments = value);
    }

    public SpawnOptions withSignal(AbortSignal value) {
        return with(
                d ->
                        d.signal =
                                Optional.of(
                                        Arguments.require(
                                                value,
                                                "\"options.signal\" property",
                                                "an instance of AbortSignal")));
    }

    public SpawnOptions withTimeout(Duration value) {
        return with(
                d ->
                        d.timeout =
                                Arguments.require(
                                        value, "\"options.timeout\" property", "a duration"));
    }

    public SpawnOptions withKillSignal(Signal value) {
        return with(
                d ->
                        d.killSignal =
                                Arguments.require(
                                        value, "\"options.killSignal\" property", "a signal"));
    }

    /**
     * By name, in any case.
     *
     * @throws InvalidArgumentException for an unknown one
     */
    public SpawnOptions withKillSignal(String name) {
        return withKillSignal(KillSignals.named(name));
    }

    /** As {@code exec} and {@code execFile} take them: what is not of a command they do not use. */
    SpawnOptions ofCommand() {
        return with(
                d -> {
                    d.argv0 = Optional.empty();
                    d.detached = false;
                    d.stdio = List.of();
                });
    }

    /** Without timeout and abort, for those who watch both themselves. */
    SpawnOptions unwatched() {
        return with(
                d -> {
                    d.signal = Optional.empty();
                    d.timeout = Duration.ZERO;
                });
    }

    private SpawnOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finish();
    }

    /** The same fields, to be changed one at a time. */
    private static final class Draft {
        Optional<Path> cwd = Optional.empty();
        Optional<Map<String, String>> env = Optional.empty();
        Optional<String> argv0 = Optional.empty();
        List<Stdio> stdio = List.of();
        boolean detached;
        OptionalInt uid = OptionalInt.empty();
        OptionalInt gid = OptionalInt.empty();
        Serialization serialization = Serialization.JSON;
        Optional<Shell> shell = Optional.empty();
        boolean windowsHide;
        boolean windowsVerbatimArguments;
        Optional<AbortSignal> signal = Optional.empty();
        Duration timeout = Duration.ZERO;
        Signal killSignal = Signal.SIGTERM;

        Draft() {}

        Draft(SpawnOptions from) {
            cwd = from.cwd;
            env = from.env;
            argv0 = from.argv0;
            stdio = from.stdio;
            detached = from.detached;
            uid = from.uid;
            gid = from.gid;
            serialization = from.serialization;
            shell = from.shell;
            windowsHide = from.windowsHide;
            windowsVerbatimArguments = from.windowsVerbatimArguments;
            signal = from.signal;
            timeout = from.timeout;
            killSignal = from.killSignal;
        }

        SpawnOptions finish() {
            return new SpawnOptions(
                    cwd,
                    env,
                    argv0,
                    stdio,
                    detached,
                    uid,
                    gid,
                    serialization,
                    shell,
                    windowsHide,
                    windowsVerbatimArguments,
                    signal,
                    timeout,
                    killSignal);
        }
    }
}
