package dev.drover.childprocess;

import dev.drover.domain.ExitStatus;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts children through one backend and waits for what they do. */
final class ChildRig {

    static final int SECONDS = 90;
    static final Stdio PIPE = new Stdio.Pipe();
    static final Stdio IGNORE = new Stdio.Ignore();
    static final Stdio IPC = new Stdio.Ipc();
    static final SpawnOptions IGNORING = SpawnOptions.DEFAULT.withStdio(IGNORE, IGNORE, IGNORE);

    private final Launcher launcher;
    private final String node;

    ChildRig(Backend backend) {
        this(backend, "node");
    }

    /**
     * @param node the program that runs Node's modules
     */
    ChildRig(Backend backend, String node) {
        this.launcher = new Launcher(backend);
        this.node = node;
    }

    Launcher launcher() {
        return launcher;
    }

    ChildProcess spawn(SpawnOptions options, String... command) throws SpawnException {
        return launcher.spawn(command[0], List.of(command).subList(1, command.length), options);
    }

    ChildProcess sh(SpawnOptions options, String script) throws SpawnException {
        return spawn(options, "/bin/sh", "-c", script);
    }

    ChildProcess node(String script, String... args) throws SpawnException {
        Path file = Path.of("src/test/node/childprocess", script).toAbsolutePath();
        java.util.ArrayList<String> all = new java.util.ArrayList<>(List.of(file.toString()));
        all.addAll(List.of(args));
        return launcher.spawn(
                node,
                all,
                SpawnOptions.DEFAULT.withStdio(
                        IGNORE, new Stdio.Inherit(), new Stdio.Inherit(), IPC));
    }

    /** What the child writes to descriptor 1 until it ends. */
    String output(SpawnOptions options, String... command) throws IOException {
        ChildProcess child = spawn(options, command);
        return new String(child.stdout().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The parent's environment with changes. */
    static Map<String, String> environmentWith(String... namesAndValues) {
        Map<String, String> env = new LinkedHashMap<>(System.getenv());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            env.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return env;
    }

    static ExitStatus exit(ChildProcess child) {
        CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
        child.onExit(exit::complete);
        return await(exit);
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException
                | TimeoutException
                | java.util.concurrent.ExecutionException e) {
            throw new AssertionError("it did not happen within %d s".formatted(SECONDS), e);
        }
    }

    /** The messages of a child in their order; null is held as {@link #NULL}. */
    static final class Inbox {

        static final Object NULL = new Object();

        private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();

        Inbox(ChildProcess child) {
            child.onMessage(m -> messages.add(m == null ? NULL : m));
        }

        @Nullable Object next() {
            try {
                Object message = messages.poll(SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("no message within %d s".formatted(SECONDS));
                }
                return message == NULL ? null : message;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        boolean isEmpty() {
            return messages.isEmpty();
        }
    }
}
