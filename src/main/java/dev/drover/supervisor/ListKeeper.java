package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.supervisor.store.ListStore;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps the saved list equal to the process table, and fills the table from it at the start. Owner
 * thread.
 */
final class ListKeeper {

    private static final Duration DEBOUNCE = Duration.ofMillis(200);

    /**
     * The recorded start is ours, the other is the kernel's; both are the time of the spawn, up to
     * rounding.
     */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    private final Mailbox mailbox;
    private final Workers workers;
    private final EventHub events;
    private final ProcessTable table;
    private final Optional<ListStore> store;
    private boolean scheduled;
    private boolean frozen;

    /**
     * @param store empty: nothing is saved
     */
    ListKeeper(
            Mailbox mailbox,
            Workers workers,
            EventHub events,
            ProcessTable table,
            Optional<ListStore> store) {
        this.mailbox = mailbox;
        this.workers = workers;
        this.events = events;
        this.table = table;
        this.store = store;
    }

    /**
     * Brings the saved entries back, stopped; {@code notices} gets sentences for the supervisor's
     * log.
     */
    void restoreInto(CompletableFuture<List<String>> notices) {
        ListStore.Loaded loaded = store.orElseThrow().load();
        loaded.list().forEach(this::restore);
        notices.complete(loaded.notices());
    }

    private void restore(ProcessDescription saved) {
        ManagedProcess row = table.restore(saved);
        row.restarts = saved.restarts();
        row.startedAt = saved.startedAt();
        row.createdAt = saved.createdAt();
        row.lastExit = saved.lastExit();
        row.startCause = saved.startCause();
        saved.endCause().ifPresent(cause -> row.endCause = cause);
        row.reported = saved.reported();
        row.orphan = orphan(saved).orElse(null);
        ProcessRef orphan = row.orphan;
        if (orphan != null) {
            row.statusReason =
                    Optional.of(
                            "Restored; its process %d still runs without a supervisor and is stopped first at a start."
                                    .formatted(orphan.pid()));
        } else if (saved.status().isAlive()) {
            row.statusReason = Optional.of("Restored; it was running when the supervisor ended.");
        } else {
            row.statusReason = saved.statusReason();
        }
    }

    private static Optional<ProcessRef> orphan(ProcessDescription saved) {
        if (saved.pid().isEmpty() || saved.startedAt().isEmpty()) {
            return Optional.empty();
        }
        long pid = saved.pid().getAsLong();
        Optional<ProcessRef> running = ChildProcesses.find(pid);
        Optional<Instant> began =
                ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant());
        return running.filter(
                _ ->
                        began.map(at -> Duration.between(saved.startedAt().get(), at).abs())
                                .filter(apart -> apart.compareTo(START_TOLERANCE) < 0)
                                .isPresent());
    }

    /** Something changed: it will be saved soon. */
    void changed() {
        if (store.isPresent() && !scheduled && !frozen) {
            scheduled = true;
            mailbox.after(
                    DEBOUNCE,
                    () -> {
                        scheduled = false;
                        if (!frozen) {
                            save();
                        }
                    });
        }
    }

    /**
     * Saves the list as it is and nothing after it: a stop of the supervisor does not change what
     * should run.
     */
    void freeze() {
        if (store.isPresent() && !frozen) {
            frozen = true;
            save();
        }
    }

    private void save() {
        ListStore to = store.orElseThrow();
        List<ProcessDescription> list =
                table.describe().stream().map(entry -> entry.withMetrics(Metrics.NONE)).toList();
        workers.executeInOrder(
                () -> {
                    try {
                        to.save(list);
                    } catch (IOException e) {
                        mailbox.post(
                                () -> events.log("The list of processes cannot be saved: " + e));
                    }
                });
    }
}
