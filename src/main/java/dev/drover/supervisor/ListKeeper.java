package dev.drover.supervisor;

import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Home;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RunRecord;
import dev.drover.supervisor.store.DefinitionJournal;
import dev.drover.supervisor.store.ListStore;
import dev.drover.supervisor.store.RunLedger;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Keeps the saved list equal to the process table, and fills the table from it at the start. Owner
 * thread.
 */
final class ListKeeper {

    /** Each save writes all entries and waits for the disk: one for a whole batch of starts. */
    private static final Duration DELAY = Duration.ofMillis(300);

    /** A supervisor that starts has more urgent things to do. */
    private static final Duration LOOK_FOR_UNKNOWN = Duration.ofSeconds(3);

    private final Mailbox mailbox;
    private final Workers workers;
    private final EventHub events;
    private final ProcessTable table;
    private final Home home;
    private final EntryNotes notes;
    private final Adoption adoption;
    private final Optional<ListStore> store;
    private final ArrayDeque<ManagedProcess> ranBefore = new ArrayDeque<>();
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
            Home home,
            EntryNotes notes,
            Optional<ListStore> store,
            Adoption adoption) {
        this.adoption = adoption;
        this.notes = notes;
        this.mailbox = mailbox;
        this.workers = workers;
        this.events = events;
        this.table = table;
        this.home = home;
        this.store = store;
    }

    /**
     * Brings the saved entries back, with the processes that they still have; {@code told} gets
     * sentences for the supervisor's log.
     */
    void restore(CompletableFuture<List<String>> told) {
        ListStore.Loaded loaded = store.orElseThrow().load();
        List<String> all = new ArrayList<>(loaded.notices());
        Map<Integer, ProcessDescription> list = new TreeMap<>();
        loaded.list().forEach(entry -> list.put(entry.id(), entry));
        Map<Integer, ProcessDescription> added = added(all);
        KeptRuns.Held held = adoption.held(all);
        if (list.isEmpty() && added.isEmpty()) {
            // Nothing to wait for: whatever runs belongs to no entry.
            adoption.releaseOthers(held);
            told.complete(all);
            mailbox.after(LOOK_FOR_UNKNOWN, () -> workers.execute(this::tellOfUnknown));
            return;
        }
        Leftovers leftovers = Leftovers.look(home, notes.ledger(), all);
        Map<Integer, List<RunRecord>> runs = adoption.formerRuns(all);
        merge(list, added, leftovers);
        adoption.restoreSockets(held);
        for (ProcessDescription saved : list.values()) {
            if (leftovers.note(saved.id()).filter(ListKeeper::isDeleted).isEmpty()) {
                restore(saved, runs.getOrDefault(saved.id(), List.of()), leftovers, held, all);
            }
        }
        adoption.releaseOthers(held);
        leftovers.unknown(id -> !table.has(id)).forEach(all::add);
        saveRestored(!added.isEmpty(), all);
        told.complete(all);
    }

    private static boolean isDeleted(RunLedger.Note note) {
        return note.standing() == RunLedger.Standing.DELETED;
    }

    private Map<Integer, ProcessDescription> added(List<String> notices) {
        try {
            return notes.journal().isPresent() ? notes.journal().get().read() : Map.of();
        } catch (IOException e) {
            notices.add("What was added to the list last cannot be read: " + e);
            return Map.of();
        }
    }

    /** An entry that was to be started and has neither a process nor a note never came to be. */
    private static void merge(
            Map<Integer, ProcessDescription> list,
            Map<Integer, ProcessDescription> added,
            Leftovers leftovers) {
        added.forEach(
                (id, entry) -> {
                    if (list.containsKey(id)
                            || leftovers.note(id).isPresent()
                            || leftovers.leader(id, entry.uniqueId()).isPresent()) {
                        list.put(id, entry);
                    }
                });
    }

    /** The journal is begun anew. */
    private void saveRestored(boolean needed, List<String> notices) {
        if (needed) {
            try {
                store.orElseThrow().save(savable());
                notes.journal().orElseThrow().clear();
            } catch (IOException e) {
                notices.add("The list of processes cannot be saved: " + e);
            }
        }
    }

    /** On a worker. */
    private void tellOfUnknown() {
        List<String> found = new ArrayList<>();
        Leftovers leftovers = Leftovers.look(home, notes.ledger(), found);
        mailbox.post(
                () -> {
                    leftovers.unknown(id -> !table.has(id)).forEach(found::add);
                    found.forEach(events::logToFirst);
                });
    }

    private void restore(
            ProcessDescription saved,
            List<RunRecord> runs,
            Leftovers leftovers,
            KeptRuns.Held held,
            List<String> notices) {
        ManagedProcess row = table.restore(saved);
        row.runs.restore(runs);
        row.restarts = saved.restarts();
        row.startedAt = saved.startedAt();
        row.createdAt = saved.createdAt();
        row.lastExit = saved.lastExit();
        row.startCause = saved.startCause();
        saved.endCause().ifPresent(cause -> row.endCause = cause);
        row.reported = saved.reported();
        Adoption.Remains remains =
                new Adoption.Remains(row, saved, leftovers.note(row.id), leftovers);
        if (adoption.resume(remains, held, notices)) {
            return;
        }
        if (remains.note().isEmpty() && wasWanted(saved.status())) {
            ranBefore.add(row);
        }
        row.leftovers = leftovers.of(row.id, row.uniqueId);
        if (!row.leftovers.isEmpty()) {
            row.statusReason = Optional.of(stillRuns(row.leftovers));
            notices.add("%s (id %d): %s".formatted(saved.name(), row.id, stillRuns(row.leftovers)));
        } else if (saved.status().isAlive()) {
            row.statusReason = Optional.of("Restored; it was running when the supervisor ended.");
        } else {
            row.statusReason = saved.statusReason();
        }
    }

    private static boolean wasWanted(ProcessStatus status) {
        return switch (status) {
            case LAUNCHING, ONLINE, WAITING_RESTART, ONE_LAUNCH_STATUS -> true;
            case STOPPING, STOPPED, ERRORED -> false;
        };
    }

    /**
     * Starts what ran when the machine came to its end, or the supervisor before was told to end by
     * a signal. One in a turn of the supervisor: who asks for something meanwhile does not wait for
     * all of them.
     *
     * @param start starts an entry
     */
    void bringBack(Consumer<ManagedProcess> start) {
        ManagedProcess next = ranBefore.poll();
        if (next == null) {
            return;
        }
        boolean listed = table.has(next.id) && table.get(next.id) == next;
        if (listed && next.standing.state() == Lifecycle.State.STOPPED) {
            start.accept(next);
        }
        mailbox.post(() -> bringBack(start));
    }

    private static String stillRuns(List<ProcessRef> processes) {
        int more = processes.size() - 1;
        return "Restored; its process %d still runs without a supervisor%s and is stopped first at a start."
                .formatted(
                        processes.getFirst().pid(),
                        more == 0 ? "" : " (and " + more + " more of it)");
    }

    /**
     * Something changed: it is saved soon, with what else changes until then. What must be on the
     * disk before something is done or said is noted at once, elsewhere: see {@link EntryNotes}.
     */
    void changed() {
        if (store.isEmpty() || frozen || scheduled) {
            return;
        }
        scheduled = true;
        mailbox.after(
                DELAY,
                () -> {
                    scheduled = false;
                    if (!frozen) {
                        save();
                    }
                });
    }

    /**
     * Saves the list as it is and nothing after it: services that are stopped because the
     * supervisor ends are to come back with the next one.
     */
    void freeze() {
        notes.close();
        if (store.isPresent() && !frozen) {
            frozen = true;
            save();
        }
    }

    private void save() {
        ListStore to = store.orElseThrow();
        List<ProcessDescription> list = savable();
        long journalSize = notes.journal().map(DefinitionJournal::size).orElse(0L);
        workers.executeInOrder(
                () -> {
                    try {
                        to.save(list);
                        notes.saved(list, journalSize);
                    } catch (IOException e) {
                        mailbox.post(
                                () -> events.log("The list of processes cannot be saved: " + e));
                    }
                });
    }

    private List<ProcessDescription> savable() {
        return table.describe().stream()
                .map(entry -> entry.withMetrics(Metrics.NONE).withPorts(List.of()))
                .toList();
    }
}
