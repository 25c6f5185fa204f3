package dev.drover.supervisor;

import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessEvent;
import dev.drover.supervisor.metrics.Sampler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * Samples all live processes: each second while somebody asked for it or an entry has a memory
 * limit, and on demand. Runs on the owner thread; the sampling itself on a worker, one at a time.
 */
final class MetricsTicker {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsTicker.class);

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final long FRESH_NANOS = Duration.ofMillis(950).toNanos();
    private static final long NEW_PROCESS_NANOS = Duration.ofMillis(100).toNanos();

    private final Mailbox mailbox;
    private final Workers workers;
    private final EventHub events;
    private final ProcessTable table;
    private final BiConsumer<ManagedProcess, Metrics> overLimit;
    private final Sampler sampler = Sampler.ofPlatform();
    private final List<Runnable> waiting = new ArrayList<>();
    private Map<Long, Metrics> last = Map.of();
    private long lastNanos = System.nanoTime() - Duration.ofHours(1).toNanos();
    private boolean sampling;
    private boolean ticking;
    private int askers;

    /**
     * @param overLimit is told of an entry that uses more memory than it may
     */
    MetricsTicker(
            Mailbox mailbox,
            Workers workers,
            EventHub events,
            ProcessTable table,
            BiConsumer<ManagedProcess, Metrics> overLimit) {
        this.mailbox = mailbox;
        this.workers = workers;
        this.events = events;
        this.table = table;
        this.overLimit = overLimit;
    }

    /** One more who wants a sample each second. */
    void ask() {
        askers++;
        wake();
    }

    /** One less. */
    void release() {
        askers--;
    }

    /** Begins to tick where there is a reason to. */
    void wake() {
        if (!ticking && isWanted()) {
            ticking = true;
            tick();
        }
    }

    private boolean isWanted() {
        return askers > 0 || table.hasMemoryLimit();
    }

    private void tick() {
        if (!isWanted()) {
            ticking = false;
            return;
        }
        mailbox.after(PERIOD, this::tick);
        sample();
    }

    /**
     * Runs {@code then} when every live process has a sample that is at most about a second old.
     */
    void whenFresh(Runnable then) {
        if (isFresh()) {
            then.run();
        } else {
            waiting.add(then);
            sample();
        }
    }

    private boolean isFresh() {
        boolean running = false;
        boolean known = true;
        for (ManagedProcess row : table.rows()) {
            if (row.pid.isPresent()) {
                running = true;
                known &= last.containsKey(row.pid.getAsLong());
            }
        }
        long age = System.nanoTime() - lastNanos;
        return !running || age < (known ? FRESH_NANOS : NEW_PROCESS_NANOS);
    }

    private void sample() {
        if (sampling) {
            return;
        }
        sampling = true;
        boolean trees = askers > 0;
        List<Long> pids = new ArrayList<>();
        for (ManagedProcess row : table.rows()) {
            row.pid.ifPresent(pids::add);
        }
        try {
            workers.execute(() -> take(pids, trees));
        } catch (RejectedExecutionException e) {
            LOG.warn("CPU and memory cannot be sampled.", e);
            mailbox.post(() -> sampled(Map.of()));
        }
    }

    /**
     * On a worker. The boundary at which a sample that fails ends: those who wait for the list get
     * it without figures.
     *
     * @param trees whether somebody looks who knows what to do with descendants
     */
    private void take(List<Long> pids, boolean trees) {
        Map<Long, Metrics> samples = Map.of();
        try {
            samples = trees ? sampler.sampleTrees(pids) : sampler.sample(pids);
        } catch (RuntimeException e) {
            LOG.warn("CPU and memory cannot be sampled.", e);
        }
        Map<Long, Metrics> taken = samples;
        mailbox.post(() -> sampled(taken));
    }

    private void sampled(Map<Long, Metrics> samples) {
        sampling = false;
        last = samples;
        lastNanos = System.nanoTime();
        Map<Integer, Metrics> byId = new HashMap<>();
        List<ManagedProcess> over = new ArrayList<>();
        for (ManagedProcess row : table.rows()) {
            Metrics sample = row.pid.isPresent() ? samples.get(row.pid.getAsLong()) : null;
            if (sample != null) {
                row.metrics = sample;
                byId.put(row.id, sample);
                if (row.spec
                        .restart()
                        .maxMemory()
                        .filter(limit -> sample.memoryBytes() > limit)
                        .isPresent()) {
                    over.add(row);
                }
            }
        }
        if (askers > 0) {
            events.publish(new ProcessEvent.MetricsSampled(byId, Instant.now()));
        }
        List<Runnable> ready = List.copyOf(waiting);
        waiting.clear();
        ready.forEach(Runnable::run);
        over.forEach(row -> overLimit.accept(row, row.metrics));
    }
}
