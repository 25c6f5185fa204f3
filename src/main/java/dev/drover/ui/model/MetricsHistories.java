package dev.drover.ui.model;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The history of each process in the list, and what was saved of others until their day is over. FX
 * thread only.
 */
public final class MetricsHistories {

    private final Map<Integer, Live> live = new HashMap<>();
    private final Map<MetricsKey, MetricsHistory> saved = new HashMap<>();

    private record Live(MetricsKey key, MetricsHistory history) {}

    /** The history of a process; empty when it is not in the list. */
    public Optional<MetricsHistory> of(int id) {
        return Optional.ofNullable(live.get(id)).map(Live::history);
    }

    /** Takes over what was saved; what was measured meanwhile stays. */
    void restore(Map<MetricsKey, MetricsHistory> loaded) {
        saved.putAll(loaded);
        live.values().forEach(this::claim);
    }

    /** What is to be saved. */
    Map<MetricsKey, MetricsHistory> all() {
        Map<MetricsKey, MetricsHistory> all = new HashMap<>(saved);
        live.values().forEach(one -> all.put(one.key(), one.history()));
        return all;
    }

    void added(ProcessDescription process) {
        Live fresh = new Live(MetricsKey.of(process), new MetricsHistory());
        live.put(process.id(), fresh);
        claim(fresh);
        noteStart(fresh.history(), process);
    }

    void updated(ProcessDescription before, ProcessDescription now, Instant at) {
        Live known = live.get(now.id());
        if (known == null || !known.key().equals(MetricsKey.of(now))) {
            added(now);
            return;
        }
        boolean otherRun = !before.startedAt().equals(now.startedAt());
        boolean ended =
                before.pid().isPresent()
                        ? !before.pid().equals(now.pid())
                        : otherRun && isDown(now);
        if (ended) {
            // The end of one run and the start of the next may arrive as one change.
            Instant end = now.pid().isPresent() ? now.startedAt().orElse(at) : at;
            known.history().mark(endKind(now), end);
        }
        noteStart(known.history(), now);
    }

    void removed(int id) {
        live.remove(id);
    }

    void sampled(int id, Metrics sample, Instant at) {
        Live known = live.get(id);
        if (known != null) {
            known.history().add(at, sample);
        }
    }

    private void claim(Live one) {
        MetricsHistory older = saved.remove(one.key());
        if (older != null) {
            one.history().fillFrom(older);
        }
    }

    private static boolean isDown(ProcessDescription process) {
        return process.pid().isEmpty();
    }

    private static void noteStart(MetricsHistory history, ProcessDescription process) {
        process.startedAt()
                .filter(at -> !history.hasStart(at))
                .ifPresent(
                        at ->
                                history.mark(
                                        process.restarts() > 0
                                                ? MetricsMark.Kind.RESTARTED
                                                : MetricsMark.Kind.STARTED,
                                        at));
    }

    /** Failed is what nobody asked for. */
    private static MetricsMark.Kind endKind(ProcessDescription now) {
        Optional<Cause> cause = isDown(now) ? now.endCause() : now.startCause();
        boolean byItself =
                cause.map(
                                one ->
                                        one instanceof Cause.Crash
                                                || one instanceof Cause.OwnExit
                                                || one instanceof Cause.PortTaken)
                        .orElse(true);
        boolean success = now.lastExit().map(ExitStatus::isSuccess).orElse(true);
        return byItself && !success ? MetricsMark.Kind.FAILED : MetricsMark.Kind.ENDED;
    }
}
