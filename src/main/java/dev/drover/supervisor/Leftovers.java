package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.TaggedProcess;
import dev.drover.domain.Home;
import dev.drover.supervisor.store.RunLedger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * What a former supervisor of the same home left running, by entry: found by the tag in the
 * environment, and by the pid and start time that were noted, should a program have overwritten its
 * environment.
 */
final class Leftovers {

    private final RunLedger ledger;
    private final List<String> notices;
    private final Map<Integer, List<Tagged>> tagged = new TreeMap<>();

    /** A process and what is in its environment. */
    private record Tagged(RunTag tag, String text, ProcessRef process) {}

    /** The process of a run itself, as far as the tag and its session tell. */
    record Leader(RunTag tag, ProcessRef process) {}

    private Leftovers(RunLedger ledger, List<String> notices) {
        this.ledger = ledger;
        this.notices = notices;
    }

    /**
     * Looks at the processes of this machine. Blocks.
     *
     * @param notices gets a sentence for the supervisor's log where something could not be seen
     */
    static Leftovers look(Home home, RunLedger ledger, List<String> notices) {
        Leftovers leftovers = new Leftovers(ledger, notices);
        String hash = RunTag.hash(home);
        try {
            for (TaggedProcess one : ChildProcesses.findTagged(RunTag.VARIABLE)) {
                RunTag.of(one.tag())
                        .filter(tag -> tag.home().equals(hash))
                        .ifPresent(tag -> leftovers.add(new Tagged(tag, one.tag(), one.process())));
            }
        } catch (UncheckedIOException e) {
            notices.add("Processes of a former supervisor cannot be looked for: " + e.getMessage());
        }
        return leftovers;
    }

    private void add(Tagged one) {
        // A supervisor that was started by one of its own services carries that service's tag.
        if (one.process().pid() != ProcessHandle.current().pid()) {
            tagged.computeIfAbsent(one.tag().id(), _ -> new ArrayList<>()).add(one);
        }
    }

    /** Without what another entry has left that had this id. */
    private List<Tagged> tagged(int id, String uniqueId) {
        return tagged.getOrDefault(id, List.of()).stream()
                .filter(one -> RunTag.isMarkedFor(one.text(), uniqueId))
                .toList();
    }

    /** The processes of an entry; the one that was its own comes first. */
    List<ProcessRef> of(int id, String uniqueId) {
        List<ProcessRef> all = new ArrayList<>();
        noted(id).ifPresent(all::add);
        for (Tagged one : tagged(id, uniqueId)) {
            if (all.stream().noneMatch(known -> known.pid() == one.process().pid())) {
                all.add(one.process());
            }
        }
        return List.copyOf(all);
    }

    /** The process of the newest run of an entry that still has one. */
    Optional<Leader> leader(int id, String uniqueId) {
        return tagged(id, uniqueId).stream()
                .filter(one -> one.process().leadsSession() && one.process().isAlive())
                .max(
                        Comparator.comparingInt((Tagged one) -> one.tag().run())
                                .thenComparing(one -> -one.process().pid()))
                .map(one -> new Leader(one.tag(), one.process()));
    }

    /** What runs of former runs of the entry. */
    List<ProcessRef> before(RunTag run, String uniqueId) {
        return tagged(run.id(), uniqueId).stream()
                .filter(one -> one.tag().run() < run.run())
                .map(Tagged::process)
                .toList();
    }

    /** The process of a note, if it still runs. */
    Optional<ProcessRef> noted(RunLedger.Note note) {
        return ChildProcesses.find(note.pid()).filter(ref -> ref.start().equals(note.start()));
    }

    /** What was noted about an entry, if it means anything after a start of the machine. */
    Optional<RunLedger.Note> note(int id) {
        try {
            return ledger.read(id)
                    .filter(
                            note ->
                                    note.standing().outlastsMachine()
                                            || ChildProcesses.isOfThisBoot(note.start()));
        } catch (IOException e) {
            notices.add(
                    "What was noted about the process of id %d cannot be read: %s"
                            .formatted(id, e));
            return Optional.empty();
        }
    }

    private Optional<ProcessRef> noted(int id) {
        return note(id).flatMap(this::noted);
    }

    /** A sentence for each entry that has processes but is not in the list. */
    List<String> unknown(IntPredicate isUnknown) {
        return tagged.entrySet().stream()
                .filter(entry -> isUnknown.test(entry.getKey()))
                .filter(entry -> entry.getValue().stream().anyMatch(t -> t.process().isAlive()))
                .map(
                        entry ->
                                "A former supervisor left pid %s running, of an entry (id %d) that is not in the list any more."
                                        .formatted(
                                                entry.getValue().stream()
                                                        .map(one -> one.process().pid())
                                                        .toList(),
                                                entry.getKey()))
                .toList();
    }
}
