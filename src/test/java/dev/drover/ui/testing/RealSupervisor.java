package dev.drover.ui.testing;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.testing.TemporaryFolders;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/**
 * A supervisor in this JVM, with sockets, files and children of its own, and a client of it: a
 * static field of a class with tests of views, which share it, as each takes part of a second to
 * begin and end. After each test its list is empty.
 */
public final class RealSupervisor
        implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
    private Path folder;
    private Daemon daemon;
    private ProcessManager manager;

    /** Its folder is near the root, because the path of a socket is short. */
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = TemporaryFolders.create();
        Home home = new Home(folder.resolve("h"));
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        manager = ProcessManagers.connect(home, "the test").get();
        Bus bus = manager.launchBus().get();
        bus.onEvent(events::add);
    }

    public ProcessManager manager() {
        return manager;
    }

    /** With nothing but a path in its environment, and never started again. */
    private ProcessSpec.Builder spec(String name, String program, String... args) {
        return ProcessSpec.builder(folder, name, Path.of(program))
                .interpreter("none")
                .args(List.of(args))
                .env(Map.of("PATH", System.getenv("PATH")))
                .restart(RestartPolicy.DEFAULT.withAutorestart(false));
    }

    /** A shell that waits, and ends when it is told to. */
    public ProcessDescription waiting(String name) throws Exception {
        return start(spec(name, "/bin/sh", "-c", "exec sleep 1000"));
    }

    /** Node, doing nothing more, at the point where a program of it runs. */
    public ProcessDescription node(String name) throws Exception {
        Path script = folder.resolve(name + ".js");
        Files.writeString(script, "console.log('ready'); setInterval(() => {}, 1000);");
        ProcessDescription started = start(spec(name, script.toString()).interpreter("node"));
        awaitOutput("ready");
        return started;
    }

    /**
     * A program for Node in a namespace; it is waited for until it has written {@code ready}.
     *
     * @param source what it does
     */
    public ProcessDescription node(String name, String namespace, String source) throws Exception {
        Path script = folder.resolve(name + ".js");
        Files.writeString(script, source);
        ProcessDescription started =
                start(spec(name, script.toString()).interpreter("node").namespace(namespace));
        awaitOutput("ready");
        return started;
    }

    private ProcessDescription start(ProcessSpec.Builder spec) throws Exception {
        return manager.start(spec.build()).get().getFirst();
    }

    /** A process that writes each line of its input back. */
    public ProcessDescription echoing(String name) throws Exception {
        return start(spec(name, "/bin/cat"));
    }

    /** Waits until any process has written what contains {@code text}. */
    public void awaitOutput(String text) throws InterruptedException {
        await(
                event ->
                        event instanceof ProcessEvent.OutputWritten output
                                && output.chunk().text().contains(text));
    }

    /** Waits until a process that had ended runs again. */
    public ProcessDescription awaitRun(ProcessDescription process) throws InterruptedException {
        ProcessEvent started =
                await(
                        event ->
                                event instanceof ProcessEvent.ProcessOnline start
                                        && start.process().id() == process.id());
        return ((ProcessEvent.ProcessOnline) started).process();
    }

    /** Waits until a process runs that was added after another one. */
    public ProcessDescription awaitRunAfter(ProcessDescription other) throws InterruptedException {
        ProcessEvent started =
                await(
                        event ->
                                event instanceof ProcessEvent.ProcessOnline start
                                        && start.process().id() > other.id());
        return ((ProcessEvent.ProcessOnline) started).process();
    }

    /** Waits until an entry is told to be as it is wanted. */
    public ProcessDescription awaitChange(
            ProcessDescription process, Predicate<ProcessDescription> wanted)
            throws InterruptedException {
        ProcessEvent changed =
                await(
                        event ->
                                event instanceof ProcessEvent.ProcessChanged update
                                        && update.process().id() == process.id()
                                        && wanted.test(update.process()));
        return ((ProcessEvent.ProcessChanged) changed).process();
    }

    /** Waits until the run of any process has ended. */
    public ProcessEvent.ProcessExited awaitExit() throws InterruptedException {
        return (ProcessEvent.ProcessExited)
                await(event -> event instanceof ProcessEvent.ProcessExited);
    }

    /** Takes the events that have come, up to the one that is waited for. */
    private ProcessEvent await(Predicate<ProcessEvent> wanted) throws InterruptedException {
        while (true) {
            ProcessEvent event = events.take();
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (!manager.list().get().isEmpty()) {
            manager.delete(Target.all()).get();
        }
        events.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        manager.killDaemon().join();
        manager.close();
        daemon.awaitEnd();
        TemporaryFolders.delete(folder);
    }
}
