package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.Keeper;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Cause;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.supervisor.Lifecycle.Input;
import dev.drover.supervisor.ManagedProcess.Run;
import dev.drover.supervisor.cluster.ClusterWorker;
import dev.drover.supervisor.log.ProcessLog;
import dev.drover.supervisor.restart.RestartHistory;
import dev.drover.supervisor.store.RunLedger.Note;
import dev.drover.supervisor.store.RunLedger.Standing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Goes on where a supervisor that was killed, or handed over, has stopped: its services keep their
 * processes, and what was wanted of them is still wanted. Owner thread, before anybody listens.
 */
final class Adoption {

    private static final Cause BEFORE = new Cause.ByUser("a client of the supervisor before");

    private final EntryLogs logs;
    private final LifecycleDriver driver;
    private final ProcessRunner runner;
    private final KeptRuns kept;
    private final Workers workers;
    private final ClusterApps clusters;
    private final RunBook book;

    /** What a former supervisor left of one entry. */
    record Remains(
            ManagedProcess row,
            ProcessDescription saved,
            Optional<Note> note,
            Leftovers leftovers) {

        Optional<Note> note(Standing standing) {
            return note.filter(it -> it.standing() == standing);
        }
    }

    /** A process that has ended, or whose end nobody saw. */
    private record Gone(long pid) implements ProcessRef {

        @Override
        public String start() {
            return "";
        }

        @Override
        public boolean isAlive() {
            return false;
        }

        @Override
        public boolean signal(Signal signal) {
            return false;
        }
    }

    Adoption(
            EntryLogs logs,
            LifecycleDriver driver,
            ProcessRunner runner,
            KeptRuns kept,
            Workers workers,
            ClusterApps clusters,
            RunBook book) {
        this.book = book;
        this.logs = logs;
        this.driver = driver;
        this.runner = runner;
        this.kept = kept;
        this.workers = workers;
        this.clusters = clusters;
    }

    /**
     * Goes on with one entry.
     *
     * @param held what the keeper has; what is used is removed
     * @param notices gets sentences for the supervisor's log
     * @return false when the former supervisor was not up to anything with it
     */
    boolean resume(Remains remains, KeptRuns.Held held, List<String> notices) {
        ManagedProcess row = remains.row();
        remains.note().ifPresent(note -> count(row, note));
        Optional<Leftovers.Leader> leader = remains.leftovers().leader(row.id, row.uniqueId);
        int noted = remains.note().map(Note::run).orElse(0);
        if (leader.isPresent() && leader.get().tag().run() > noted) {
            // The supervisor died between its start and the note about it.
            RunTag tag = leader.get().tag();
            boolean again = remains.note().filter(Adoption::isBeforeRestart).isPresent();
            row.restarts += again ? 1 : 0;
            return adopt(remains, tag, Optional.of(leader.get().process()), held, notices);
        }
        Optional<Note> down = remains.note(Standing.WAITING_RESTART);
        if (down.isPresent()) {
            row.statusReason = remains.saved().statusReason();
            driver.resumeWaiting(row, down.get().at());
            return true;
        }
        boolean unnoted = remains.note().isEmpty();
        if (remains.note(Standing.ERRORED).isPresent()
                || unnoted && remains.saved().status() == ProcessStatus.ERRORED) {
            row.standing = new Lifecycle.Standing(Lifecycle.State.ERRORED, Lifecycle.Wanted.DOWN);
            row.status = ProcessStatus.ERRORED;
            row.statusReason = remains.saved().statusReason();
            return true;
        }
        if (remains.note(Standing.STOPPED).isPresent()) {
            row.statusReason = remains.saved().statusReason();
            return remains.leftovers().of(row.id, row.uniqueId).isEmpty();
        }
        return remains.note().isPresent()
                && adopt(
                        remains,
                        runner.tag(row.id, noted),
                        remains.leftovers().noted(remains.note().get()),
                        held,
                        notices);
    }

    /** What former supervisors noted of the runs of each entry. */
    Map<Integer, List<RunRecord>> formerRuns(List<String> notices) {
        return book.load(notices);
    }

    /** Such an entry is started by nothing but its restart. */
    private static boolean isBeforeRestart(Note note) {
        return note.standing() == Standing.RUNS || note.standing() == Standing.WAITING_RESTART;
    }

    private static void count(ManagedProcess row, Note note) {
        row.lastRun = note.run();
        row.restarts = note.restarts();
        if (note.standing() == Standing.RUNS) {
            row.startedAt = Optional.of(note.at());
        }
        if (note.shortRuns() > 0) {
            row.history = new RestartHistory(note.shortRuns(), note.shortRuns(), Optional.empty());
        }
    }

    private boolean adopt(
            Remains remains,
            RunTag tag,
            Optional<ProcessRef> process,
            KeptRuns.Held held,
            List<String> notices) {
        ManagedProcess row = remains.row();
        Optional<Keeper.Kept> ours = Optional.ofNullable(held.runs().remove(tag));
        ProcessDescription saved = remains.saved();
        try {
            ChildProcess child = child(row, process, remains.note(), ours);
            ProcessLog log = logs.of(row);
            log.continueAfter(tag.run());
            follow(row, log, notices);
            log.attach(child);
            row.startedNanos = System.nanoTime() - age(row.startedAt.orElseGet(Instant::now));
            row.lastRun = tag.run();
            row.listens = saved.ipc() || IpcPrograms.listens(row.spec);
            row.endCause = new Cause.OwnExit();
            book.began(
                    row,
                    tag.run(),
                    child.pid(),
                    row.startedAt.orElseGet(Instant::now),
                    saved.startCause().orElse(new Cause.Adopted()));
            boolean launching = saved.status() == ProcessStatus.LAUNCHING;
            boolean isReady = !(row.spec.ready().waitReady() && launching);
            Run run =
                    new Run(
                            tag.run(),
                            child,
                            row.spec,
                            tag,
                            log,
                            worker(row, tag, child, held),
                            new CompletableFuture<>());
            row.statusReason = reason(row, process, ours);
            driver.adopt(row, run, isReady, process.filter(ProcessRef::isAlive).isPresent());
            endOthers(row, tag, remains.leftovers());
            notices.add(sentence(row, process));
            if (remains.note(Standing.STOPPING).isPresent()) {
                row.endCause = BEFORE;
                driver.input(row, new Input.Stop());
            }
            return true;
        } catch (IOException e) {
            notices.add(
                    "%s (id %d) cannot be gone on with: %s"
                            .formatted(row.spec.name(), row.id, e.getMessage()));
            return false;
        }
    }

    /** A disk that is full or broken is no reason to let go of a service. */
    private static void follow(ManagedProcess row, ProcessLog log, List<String> notices) {
        try {
            log.resume();
        } catch (IOException e) {
            notices.add(
                    "The log of %s (id %d) is not read on until its next run: %s"
                            .formatted(row.spec.name(), row.id, e));
        }
    }

    private ChildProcess child(
            ManagedProcess row,
            Optional<ProcessRef> process,
            Optional<Note> note,
            Optional<Keeper.Kept> ours)
            throws IOException {
        String command = row.spec.script().toString();
        boolean known = process.isPresent() || ours.filter(it -> it.pid() != 0).isPresent();
        if (ours.isPresent() && known) {
            return kept.adopt(ours.get(), process, command);
        }
        return ChildProcesses.adopt(
                process.orElseGet(() -> new Gone(note.map(Note::pid).orElse(0L))), command);
    }

    private Optional<ClusterWorker> worker(
            ManagedProcess row, RunTag tag, ChildProcess child, KeptRuns.Held held) {
        Integer number = held.workers().get(tag);
        return number == null || !child.connected()
                ? Optional.empty()
                : runner.rejoin(row.describe(), tag, number, child);
    }

    private static long age(Instant startedAt) {
        return Math.max(0, Duration.between(startedAt, Instant.now()).toNanos());
    }

    /** What was lost is said. */
    private static Optional<String> reason(
            ManagedProcess row, Optional<ProcessRef> process, Optional<Keeper.Kept> ours) {
        boolean deaf = ours.isEmpty() && row.listens && process.isPresent();
        return deaf
                ? Optional.of(
                        "Its message channel was lost with the supervisor before; a restart opens a"
                                + " new one.")
                : Optional.empty();
    }

    private static String sentence(ManagedProcess row, Optional<ProcessRef> process) {
        return "App [%s:%d] %s"
                .formatted(
                        row.spec.name(),
                        row.id,
                        process.isPresent()
                                ? "adopted -pid %d-".formatted(process.get().pid())
                                : "ended while no supervisor ran");
    }

    /** Runs that were to be replaced, or had been. */
    private void endOthers(ManagedProcess row, RunTag adopted, Leftovers leftovers) {
        List<ProcessRef> others = leftovers.before(adopted, row.uniqueId);
        if (!others.isEmpty()) {
            workers.await(
                    () ->
                            Stopper.stopLeftovers(
                                    others,
                                    new ProcessFamily(
                                            runner.tag(row.id, adopted.run() - 1), row.uniqueId),
                                    row.spec.stop()));
        }
    }

    /** What the keeper has. Blocks. */
    KeptRuns.Held held(List<String> notices) {
        return kept.held(notices);
    }

    /** The sockets of clusters, before their workers come. */
    void restoreSockets(KeptRuns.Held held) {
        if (!held.sockets().isEmpty()) {
            clusters.restore(held.sockets());
        }
    }

    /** What is held of runs that nobody goes on with. */
    void releaseOthers(KeptRuns.Held held) {
        held.runs().keySet().forEach(kept::release);
    }
}
