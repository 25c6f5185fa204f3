package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.testing.TemporaryFolders;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A supervisor under its keeper, in a home of its own, with a client. What it starts is ended by
 * {@link #close}.
 */
final class KeptSupervisor implements AutoCloseable {

    static final int SECONDS = 60;

    final Home home;
    final Process keeper;
    private final BufferedReader out;

    KeptSupervisor() throws IOException {
        this(new Home(TemporaryFolders.create().resolve("h")));
    }

    /** Another one where one was. */
    KeptSupervisor(Home home) throws IOException {
        this.home = home;
        List<String> command = new ArrayList<>();
        command.add(KeeperProgram.of(home).orElseThrow().toString());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SupervisorLauncher.options());
        command.addAll(
                List.of(
                        "--module-path",
                        System.getProperty("drover.classes")
                                + File.pathSeparator
                                + System.getProperty("drover.libs"),
                        "-m",
                        "dev.drover/dev.drover.app.SupervisorMain",
                        "--home",
                        home.root().toString()));
        keeper = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        out = keeper.inputReader();
        assertThat(out.readLine()).isEqualTo("ready");
    }

    /** The supervisor that runs now, as its home says. */
    ProcessHandle supervisor() throws IOException {
        long pid = Long.parseLong(Files.readString(home.pidFile()));
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Sends SIGKILL to the supervisor and waits until it has gone. */
    void kill() throws IOException {
        ProcessHandle supervisor = supervisor();
        supervisor.destroyForcibly();
        supervisor.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** Sends SIGKILL to both, before one can do anything about the end of the other. */
    void killWithKeeper() throws IOException {
        ProcessHandle supervisor = supervisor();
        keeper.destroyForcibly();
        supervisor.destroyForcibly();
        for (ProcessHandle one : List.of(keeper.toHandle(), supervisor)) {
            one.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        }
    }

    /** A connection; while there is no supervisor it waits for the next one. */
    ProcessManager connect() {
        return get(ProcessManagers.connect(home));
    }

    List<ProcessDescription> list() {
        try (ProcessManager manager = connect()) {
            return get(manager.list());
        }
    }

    /** Asks until the list is as wanted. */
    List<ProcessDescription> await(Predicate<List<ProcessDescription>> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try (ProcessManager manager = connect()) {
            List<ProcessDescription> list = get(manager.list());
            while (!wanted.test(list)) {
                assertThat(System.nanoTime()).as("time, with %s", list).isLessThan(deadline);
                list = get(manager.list());
            }
            return list;
        }
    }

    ProcessDescription start(ProcessSpec spec) {
        try (ProcessManager manager = connect()) {
            return get(manager.start(spec)).getFirst();
        }
    }

    ProcessSpec sh(String name, String script, UnaryOperator<ProcessSpec.Builder> change) {
        return spec(name, Path.of("/bin/sh"), List.of("-c", script), change);
    }

    ProcessSpec node(String name, String code, UnaryOperator<ProcessSpec.Builder> change)
            throws IOException {
        Path script = home.root().resolve(name + ".js");
        Files.writeString(script, code);
        return spec(name, script, List.of(), b -> change.apply(b.interpreter("node")));
    }

    private ProcessSpec spec(
            String name,
            Path program,
            List<String> args,
            UnaryOperator<ProcessSpec.Builder> change) {
        return change.apply(
                        ProcessSpec.builder(home.root(), name, program)
                                .args(args)
                                .cwd(home.root())
                                .env(Map.of("PATH", System.getenv("PATH"))))
                .build();
    }

    /** Sends {@code n=1} to the service with the id 0; what it sends back as data. */
    String answerOfTheFirst() {
        try (ProcessManager manager = connect();
                Bus bus = get(manager.launchBus())) {
            CompletableFuture<Object> answer = new CompletableFuture<>();
            bus.on("process:msg", (_, data) -> answer.complete(data.get("data")));
            get(manager.sendDataToProcessId(0, "process:msg", "t", Map.of("n", 1)));
            return get(answer).toString();
        }
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills the keeper, and waits until the supervisor says that it has another one. */
    void killKeeper() {
        try (ProcessManager manager = connect();
                Bus bus = get(manager.launchBus())) {
            CompletableFuture<Void> replaced = new CompletableFuture<>();
            bus.onEvent(
                    event -> {
                        if (event instanceof ProcessEvent.SupervisorLogged(var line, _)
                                && line.startsWith("The keeper had gone. Another one")) {
                            replaced.complete(null);
                        }
                    });
            keeper.destroyForcibly();
            get(replaced);
        }
    }

    /** The keeper that is there now, as the supervisor's children or its parent tell. */
    ProcessHandle keeperNow() throws IOException {
        ProcessHandle supervisor = supervisor();
        return Stream.concat(supervisor.parent().stream(), supervisor.children())
                .filter(it -> it.info().command().orElse("").endsWith("keeper"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        if (!keeper.isAlive() && Files.exists(home.pidFile())) {
            ProcessHandle supervisor = supervisor();
            ProcessHandle successor = keeperNow();
            try (ProcessManager manager = connect()) {
                get(manager.delete(Target.all()));
                get(manager.shutdown());
            }
            Stream.of(supervisor, successor)
                    .forEach(it -> it.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join());
        }
        if (keeper.isAlive()) {
            try (ProcessManager manager = connect()) {
                get(manager.delete(Target.all()));
            } finally {
                keeper.destroy();
                keeper.onExit().completeOnTimeout(keeper, SECONDS, TimeUnit.SECONDS).join();
                keeper.destroyForcibly();
            }
        }
        TemporaryFolders.delete(home.root().getParent());
    }
}
