package dev.drover.childprocess;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** The functions of {@link ChildProcesses} over one backend. */
record Launcher(Backend backend) {

    /** What is left of a command once a shell was put before it. */
    private record Resolved(String file, List<String> args, SpawnOptions options) {

        /** For callers that keep the time themselves; after the checks, which see all options. */
        Resolved unwatched() {
            return new Resolved(file, args, options.unwatched());
        }
    }

    ChildProcess spawn(String command, List<String> args, SpawnOptions options)
            throws SpawnException {
        return start(resolve(command, args, options));
    }

    private ChildProcess start(Resolved command) throws SpawnException {
        return backend.spawn(command.file(), command.args(), command.options());
    }

    ChildProcess fork(String module, List<String> args, ForkOptions options) throws SpawnException {
        Arguments.require(options, "\"options\" argument", "of type object");
        Arguments.require(module, "\"modulePath\" argument", "of type string");
        Arguments.checkFork(module, options);
        List<String> argv = new ArrayList<>(options.execArgv());
        argv.add(module);
        argv.addAll(given(args));
        String program =
                options.execPath().isEmpty() ? ForkOptions.DEFAULT.execPath() : options.execPath();
        return spawn(program, argv, Arguments.forked(options));
    }

    Execution exec(String command, ExecOptions options) {
        Arguments.require(command, "\"command\" argument", "of type string");
        Arguments.requireNoNul("The argument 'command'", command);
        return execute(command, command, List.of(), withShell(options));
    }

    Execution execFile(String file, List<String> args, ExecOptions options) {
        return execute(Command.line(file, given(args)), file, given(args), options);
    }

    private Execution execute(String cmd, String file, List<String> args, ExecOptions given) {
        ExecOptions options = Arguments.require(given, "\"options\" argument", "of type object");
        options.spawn().argv0().ifPresent(Arguments::checkArgv0);
        Resolved resolved = resolve(file, args, options.spawn().ofCommand()).unwatched();
        try {
            ChildProcess child = start(resolved);
            return new Execution(Optional.of(child), new Command(cmd, options, child).collect());
        } catch (SpawnException e) {
            ExecException failure =
                    new ExecException(
                            e.code(),
                            String.valueOf(e.getMessage()),
                            Optional.empty(),
                            false,
                            cmd,
                            new ExecResult(Output.NONE, Output.NONE));
            failure.initCause(e);
            return new Execution(Optional.empty(), CompletableFuture.failedFuture(failure));
        }
    }

    SpawnSyncResult spawnSync(String command, List<String> args, SpawnSyncOptions options) {
        Arguments.require(options, "\"options\" argument", "of type object");
        Arguments.requireNoChannel(options.spawn());
        if (backend.isEventThread()) {
            throw new IllegalStateException(
                    "A synchronous function was called in a listener of a child process: it would"
                        + " wait for ever for this thread, which tells of the end of children. Call"
                        + " it on another thread, or use exec or spawn.");
        }
        Resolved resolved = resolve(command, args, options.spawn()).unwatched();
        try {
            return new SyncCommand(start(resolved), options).run();
        } catch (SpawnException e) {
            return new SpawnSyncResult(
                    0, List.of(), OptionalInt.empty(), Optional.empty(), Optional.of(e.ofSync()));
        }
    }

    Output execSync(String command, SpawnSyncOptions options) throws ExecSyncException {
        Arguments.require(command, "\"command\" argument", "of type string");
        Arguments.requireNoNul("The argument 'command'", command);
        Arguments.require(options, "\"options\" argument", "of type object");
        SpawnOptions spawn = options.spawn();
        SpawnSyncOptions shell =
                spawn.shell().isPresent() ? options : options.withSpawn(spawn.withShell());
        return outputOf(command, spawnSync(command, List.of(), shell), options);
    }

    Output execFileSync(String file, List<String> args, SpawnSyncOptions options)
            throws ExecSyncException {
        Arguments.require(options, "\"options\" argument", "of type object");
        String shown =
                Command.line(
                        options.spawn().argv0().filter(name -> !name.isEmpty()).orElse(file),
                        given(args));
        return outputOf(shown, spawnSync(file, args, options), options);
    }

    /** Node shows the error output of a child whose stdio was not asked about, after its end. */
    private static Output outputOf(String cmd, SpawnSyncResult result, SpawnSyncOptions options)
            throws ExecSyncException {
        Output stderr = result.stderr().orElse(Output.NONE);
        if (options.spawn().stdio().isEmpty()) {
            byte[] shown =
                    options.encoding() == Encoding.BUFFER
                            ? stderr.bytes()
                            : stderr.text().getBytes(StandardCharsets.UTF_8);
            System.err.write(shown, 0, shown.length);
            System.err.flush();
        }
        if (result.error().isPresent()) {
            SpawnException error = result.error().get();
            throw new ExecSyncException(error.code(), String.valueOf(error.getMessage()), result);
        }
        if (result.status().isPresent() && result.status().getAsInt() == 0) {
            return result.stdout().orElse(Output.NONE);
        }
        String code =
                result.signal()
                        .map(signal -> signal.name())
                        .orElseGet(() -> Integer.toString(result.status().orElse(-1)));
        String words = stderr.text().isEmpty() ? "" : "\n" + stderr.text();
        throw new ExecSyncException(code, "Command failed: " + cmd + words, result);
    }

    private static ExecOptions withShell(ExecOptions given) {
        ExecOptions options = Arguments.require(given, "\"options\" argument", "of type object");
        SpawnOptions spawn = options.spawn();
        return spawn.shell().isPresent() ? options : options.withSpawn(spawn.withShell());
    }

    /** Null is Node's way of leaving the arguments out. */
    private static List<String> given(@Nullable List<String> args) {
        return args == null ? List.of() : args;
    }

    /** Checks everything, and puts the shell before the command. */
    private static Resolved resolve(
            String command, @Nullable List<String> some, SpawnOptions options) {
        List<String> args = given(some);
        Arguments.check(command, args, options);
        Optional<Shell> shell = options.shell().filter(s -> !s.program().isEmpty());
        if (shell.isEmpty()) {
            return new Resolved(command, List.copyOf(args), options);
        }
        SpawnOptions rest = options.withoutShell();
        return new Resolved(
                shell.get().program(),
                shell.get().arguments(Command.line(command, args)),
                shell.get().isCmd() ? rest.withWindowsVerbatimArguments(true) : rest);
    }
}
