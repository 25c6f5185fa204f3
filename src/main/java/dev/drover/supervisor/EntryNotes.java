package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.supervisor.ManagedProcess.Run;
import dev.drover.supervisor.store.DefinitionJournal;
import dev.drover.supervisor.store.ListCodec;
import dev.drover.supervisor.store.RunLedger;
import dev.drover.supervisor.store.RunLedger.Standing;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What has to be on the disk before it is done or said, should the supervisor be killed then:
 * definitions before their processes begin, processes before they are announced, and how a run
 * ended before the keeper may forget it. Safe for use by several threads.
 */
final class EntryNotes {

    private final RunLedger ledger;
    private final Optional<DefinitionJournal> journal;
    private final KeptRuns kept;

    /** The definition of each entry that is on the disk, compared by identity. */
    private final Map<Integer, Object> defined = new ConcurrentHashMap<>();

    /** Entries whose note says so until the saved list does. */
    private final Set<Integer> deleted = ConcurrentHashMap.newKeySet();

    private volatile boolean closing;

    EntryNotes(Home home, Optional<ListCodec> codec, KeptRuns kept, Workers workers) {
        this.ledger = workers.owns(new RunLedger(home.runs()));
        this.journal = codec.map(c -> workers.owns(new DefinitionJournal(home.listJournal(), c)));
        this.kept = kept;
    }

    Optional<DefinitionJournal> journal() {
        return journal;
    }

    RunLedger ledger() {
        return ledger;
    }

    /** From now on services are stopped because the supervisor ends: that is no wish of anybody. */
    void close() {
        closing = true;
    }

    /**
     * The definition of an entry is on the disk when this returns. On a worker.
     *
     * @return a sentence when it is the one of a run before: a full disk does not keep a service
     *     down that ran
     * @throws IOException when there is none
     */
    Optional<String> define(ProcessDescription process) throws IOException {
        if (journal.isEmpty() || defined.get(process.id()) == process.spec()) {
            return Optional.empty();
        }
        try {
            journal.get().add(process);
            defined.put(process.id(), process.spec());
            return Optional.empty();
        } catch (IOException e) {
            boolean ran =
                    ledger.read(process.id())
                            .filter(note -> note.standing() != Standing.DELETED)
                            .isPresent();
            String name = process.name();
            if (!ran) {
                throw new IOException(
                        "%s is not started, because that cannot be noted: %s".formatted(name, e),
                        e);
            }
            return Optional.of(
                    "What is new in the definition of %s cannot be noted yet: %s"
                            .formatted(name, e));
        }
    }

    /** The saved list has these definitions. */
    void saved(List<ProcessDescription> list, long journalSize) throws IOException {
        Set<Integer> present = new HashSet<>();
        for (ProcessDescription entry : list) {
            present.add(entry.id());
            defined.put(entry.id(), entry.spec());
        }
        for (int id : deleted) {
            if (!present.contains(id)) {
                forget(id);
            }
        }
        if (journal.isPresent()) {
            journal.get().saved(journalSize);
        }
    }

    /** Ids begin anew when none is left, so it may be another's by now. */
    private void forget(int id) throws IOException {
        deleted.remove(id);
        if (ledger.read(id).filter(note -> note.standing() == Standing.DELETED).isPresent()) {
            ledger.remove(id);
            defined.remove(id);
        }
    }

    /** A run began. On a worker. */
    void runs(ProcessDescription process, int run, long pid) throws IOException {
        String start = ChildProcesses.find(pid).map(ProcessRef::start).orElseGet(Own::start);
        ledger.write(
                process.id(),
                new RunLedger.Note(
                        pid,
                        start,
                        Standing.RUNS,
                        run,
                        process.startedAt().orElseGet(Instant::now),
                        process.restarts(),
                        process.unstableRestarts()));
    }

    /**
     * An entry stands otherwise than before, with no run about to begin: to be called before
     * anybody hears of it. Owner thread.
     */
    void stands(ManagedProcess row) throws IOException {
        Optional<Standing> standing = standing(row);
        if (standing.isEmpty() || standing.equals(row.noted)) {
            return;
        }
        row.noted = standing;
        boolean stopping = standing.get() == Standing.STOPPING;
        if (!closing && journal.isPresent()) {
            ledger.write(row.id, note(row, standing.get(), ledger.read(row.id)));
            if (standing.get() == Standing.DELETED) {
                deleted.add(row.id);
            }
        } else if (!stopping) {
            ledger.remove(row.id);
        }
        if (!stopping) {
            release(row);
        }
    }

    /** The counters of an entry were changed. Owner thread. */
    void recount(ManagedProcess row) throws IOException {
        Optional<RunLedger.Note> before = ledger.read(row.id);
        if (before.isPresent()) {
            ledger.write(row.id, before.get().withCounts(row.restarts, shortRuns(row)));
        }
    }

    private static int shortRuns(ManagedProcess row) {
        return row.history.shortRuns();
    }

    private static RunLedger.Note note(
            ManagedProcess row, Standing standing, Optional<RunLedger.Note> before) {
        Instant at =
                standing == Standing.WAITING_RESTART
                        ? row.nextRestartAt.orElseGet(Instant::now)
                        : row.startedAt.orElse(Instant.EPOCH);
        return new RunLedger.Note(
                before.map(RunLedger.Note::pid).orElse(0L),
                before.map(RunLedger.Note::start).orElse(""),
                standing,
                row.lastRun,
                at,
                row.restarts,
                shortRuns(row));
    }

    /** Empty while a run is under way or about to begin: that is noted by who starts it. */
    private static Optional<Standing> standing(ManagedProcess row) {
        return switch (row.standing.state()) {
            case SPAWNING, STARTING, ONLINE -> Optional.empty();
            case STOPPING ->
                    row.standing.wanted() == Lifecycle.Wanted.DOWN
                            ? Optional.of(Standing.STOPPING)
                            : Optional.empty();
            case STOPPED -> Optional.of(row.deleting ? Standing.DELETED : Standing.STOPPED);
            case ERRORED -> Optional.of(Standing.ERRORED);
            case WAITING_RESTART -> Optional.of(Standing.WAITING_RESTART);
        };
    }

    /** The end of a run was seen; its status is held until the next note. Owner thread. */
    void ended(ManagedProcess row, Run run) {
        row.unreleased.add(run.tag());
    }

    /**
     * When this process began: stands for the start of one that has ended before it was looked at,
     * because it is of the same boot and no other process has it.
     */
    private static final class Own {

        private static final String START =
                ChildProcesses.find(ProcessHandle.current().pid())
                        .map(ProcessRef::start)
                        .orElse("");

        static String start() {
            return START;
        }
    }

    /** What is held of former runs is not needed any more. Owner thread. */
    void release(ManagedProcess row) {
        row.unreleased.forEach(kept::release);
        row.unreleased.clear();
    }
}
