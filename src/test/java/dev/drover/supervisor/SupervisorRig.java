package dev.drover.supervisor;

import dev.drover.domain.Cause;
import dev.drover.domain.Home;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A supervisor with a home of its own, and all its events. Ends every child when closed. */
final class SupervisorRig implements AutoCloseable {

    static final int SECONDS = 90;
    static final Cause ASKED = new Cause.ByUser("a test");
    static final ChildEnvironment ENVIRONMENT =
            process -> {
                Map<String, String> env = new LinkedHashMap<>(System.getenv());
                env.putAll(process.spec().env());
                return env;
            };

    final Path folder;
    final Supervisor supervisor;
    private final List<ProcessEvent> events = new ArrayList<>();

    SupervisorRig(Path folder) {
        this(folder, Supervisor.open(new Home(folder), ENVIRONMENT));
    }

    SupervisorRig(Path folder, Supervisor supervisor) {
        this.folder = folder;
        this.supervisor = supervisor;
        supervisor.subscribe(EventListener.ofEverything(this::happened));
    }

    private synchronized void happened(ProcessEvent event) {
        events.add(event);
        notifyAll();
    }

    ProcessSpec sh(String name, String script) {
        return spec(name, script, UnaryOperator.identity());
    }

    ProcessSpec spec(String name, String script, UnaryOperator<ProcessSpec.Builder> change) {
        return change.apply(
                        ProcessSpec.builder(folder, name, Path.of("/bin/sh"))
                                .args(List.of("-c", script))
                                .cwd(folder))
                .build();
    }

    ProcessSpec node(String name, String code, UnaryOperator<ProcessSpec.Builder> change) {
        return change.apply(
                        ProcessSpec.builder(folder, name, Path.of("node"))
                                .args(List.of("-e", code))
                                .cwd(folder))
                .build();
    }

    ProcessDescription start(ProcessSpec spec) {
        return get(supervisor.start(spec, ASKED)).getFirst();
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the first event so far or to come that is of this type and passes. */
    <E extends ProcessEvent> E await(Class<E> type, Predicate<E> wanted) {
        return awaitAll(
                all ->
                        all.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(wanted)
                                .findFirst()
                                .orElse(null));
    }

    /** Waits until an entry has this status, counting events from now. */
    ProcessDescription awaitStatus(int id, ProcessStatus status) {
        return await(
                        ProcessEvent.ProcessChanged.class,
                        e -> e.process().id() == id && e.process().status() == status)
                .process();
    }

    /** Asks for the description of an entry until it is as wanted. */
    ProcessDescription until(int id, Predicate<ProcessDescription> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        ProcessDescription now = get(supervisor.describe(id));
        while (!wanted.test(now)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("It is never as wanted: " + now);
            }
            now = get(supervisor.describe(id));
        }
        return now;
    }

    /** Waits until the output so far on a stream passes. */
    String awaitOutput(int id, LogStream stream, Predicate<String> wanted) {
        return awaitAll(
                all -> {
                    String text = output(all, id, stream);
                    return wanted.test(text) ? text : null;
                });
    }

    synchronized String output(int id, LogStream stream) {
        return output(events, id, stream);
    }

    private static String output(List<ProcessEvent> all, int id, LogStream stream) {
        StringBuilder text = new StringBuilder();
        for (ProcessEvent event : all) {
            if (event instanceof ProcessEvent.OutputWritten written
                    && written.process().id() == id
                    && written.chunk().stream() == stream) {
                text.append(written.chunk().text());
            }
        }
        return text.toString();
    }

    synchronized <T> T awaitAll(Function<List<ProcessEvent>, T> look) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            T found = look.apply(events);
            if (found != null) {
                return found;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("Nothing of the kind happened; what did: " + summary());
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    synchronized List<ProcessEvent> events() {
        return List.copyOf(events);
    }

    synchronized void forget() {
        events.clear();
    }

    /** Events of an entry as words like {@code Online(launching)}, without changes and output. */
    synchronized List<String> summary() {
        List<String> words = new ArrayList<>();
        for (ProcessEvent event : events) {
            if (event instanceof ProcessEvent.OfProcess of
                    && !(event instanceof ProcessEvent.ProcessChanged)
                    && !(event instanceof ProcessEvent.OutputWritten)) {
                String name = event.getClass().getSimpleName().replace("Process", "");
                words.add(name + "(" + of.process().status().word() + ")");
            }
        }
        return words;
    }

    @Override
    public void close() {
        get(supervisor.shutdown("test over", true));
    }
}
