package dev.drover.ui.model;

import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Many events, one hand-over. Producers merge their events into a table by process id, so what
 * waits is bounded by the number of processes however long the FX thread is busy; at most one
 * hand-over is outstanding. Safe for use by several threads; the sink runs on the given executor.
 *
 * <p>While a list is being read ({@link #hold()} to {@link #replaceAll}) events wait, and are
 * applied on top of the list: one that happened between the supervisor's answer and its arrival is
 * not lost.
 */
public final class FxEventPump {

    private final Executor fx;
    private final Consumer<ModelUpdate> sink;
    private final Object lock = new Object();

    private Map<Integer, Optional<ProcessDescription>> processes = new LinkedHashMap<>();
    private Map<Integer, Metrics> samples = new HashMap<>();
    private Instant newest = Instant.EPOCH;
    private @Nullable List<ProcessDescription> replacement;
    private boolean held;
    private boolean outstanding;

    /**
     * @param fx runs the hand-over; {@code FxThread.EXECUTOR}, or the calling thread in tests
     * @param sink gets the merged events
     */
    public FxEventPump(Executor fx, Consumer<ModelUpdate> sink) {
        this.fx = fx;
        this.sink = sink;
    }

    /** Takes one event. Events that say nothing about the state of a process are ignored. */
    public void accept(ProcessEvent event) {
        synchronized (lock) {
            if (!merge(event)) {
                return;
            }
            newest = event.at();
        }
        handOver();
    }

    /** Forgets what waits and keeps further events until {@link #replaceAll}. */
    public void hold() {
        synchronized (lock) {
            processes = new LinkedHashMap<>();
            samples = new HashMap<>();
            replacement = null;
            held = true;
        }
    }

    /** The whole list, read anew; ends a {@link #hold()}. */
    public void replaceAll(List<ProcessDescription> list, Instant at) {
        synchronized (lock) {
            replacement = List.copyOf(list);
            newest = at;
            held = false;
        }
        handOver();
    }

    private boolean merge(ProcessEvent event) {
        switch (event) {
            case ProcessEvent.MetricsSampled sampled -> samples.putAll(sampled.samples());
            case ProcessEvent.ProcessDeleted deleted ->
                    processes.put(deleted.process().id(), Optional.empty());
            case ProcessEvent.OutputWritten _,
                    ProcessEvent.MessageReceived _,
                    ProcessEvent.MessageSent _,
                    ProcessEvent.EventsMissed _,
                    ProcessEvent.ReplacedWorkerExited _,
                    ProcessEvent.ReplacedWorkerStopped _,
                    ProcessEvent.SupervisorLogged _,
                    ProcessEvent.SupervisorStopping _ -> {
                return false;
            }
            case ProcessEvent.OfProcess other ->
                    processes.put(other.process().id(), Optional.of(other.process()));
        }
        return true;
    }

    private void handOver() {
        synchronized (lock) {
            if (held || outstanding) {
                return;
            }
            outstanding = true;
        }
        fx.execute(() -> sink.accept(drain()));
    }

    private ModelUpdate drain() {
        synchronized (lock) {
            outstanding = false;
            List<ProcessDescription> changed = new ArrayList<>();
            List<Integer> deleted = new ArrayList<>();
            processes.forEach(
                    (id, last) -> last.ifPresentOrElse(changed::add, () -> deleted.add(id)));
            ModelUpdate update =
                    new ModelUpdate(
                            Optional.ofNullable(replacement),
                            changed,
                            Set.copyOf(deleted),
                            samples,
                            newest);
            processes = new LinkedHashMap<>();
            samples = new HashMap<>();
            replacement = null;
            return update;
        }
    }
}
