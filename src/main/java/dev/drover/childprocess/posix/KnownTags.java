package dev.drover.childprocess.posix;

import dev.drover.childprocess.TaggedProcess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who has a variable in its environment. The environment that a program began with never changes,
 * so it is read once for each program and not in each of the many looks that stopping hundreds of
 * services takes. Safe for use by several threads.
 */
final class KnownTags {

    private static final long OWN_PID = ProcessHandle.current().pid();

    private final String variable;
    private List<ProcStat> looked = List.of();
    private Map<Long, Known> known = Map.of();
    private List<Known> tagged = List.of();

    /** Children of ours that may be given their environment yet. */
    private List<ProcStat> unsure = List.of();

    private record Known(ProcStat process, Optional<String> tag) {

        /** A child of ours may not have been given its environment yet when it was looked at. */
        boolean isSure() {
            return tag.isPresent() || process.parent() != OWN_PID;
        }
    }

    KnownTags(String variable) {
        this.variable = variable;
    }

    /** Those of these processes that run now and have such a value of the variable. */
    synchronized List<TaggedProcess> among(List<ProcStat> processes, Predicate<String> value) {
        if (processes != looked) {
            learn(processes);
        } else if (!unsure.isEmpty()) {
            learnAgain();
        }
        List<TaggedProcess> found = new ArrayList<>();
        for (Known one : tagged) {
            one.tag()
                    .filter(value)
                    .filter(_ -> runs(one.process()))
                    .ifPresent(
                            tag ->
                                    found.add(
                                            new TaggedProcess(
                                                    new PosixProcessRef(one.process()), tag)));
        }
        return found;
    }

    private void learn(List<ProcStat> processes) {
        Map<Long, Known> next = HashMap.newHashMap(processes.size());
        for (ProcStat process : processes) {
            Known before = known.get(process.pid());
            boolean still =
                    before != null && before.isSure() && before.process().isSameProgram(process);
            next.put(process.pid(), still ? before : read(process));
        }
        looked = processes;
        known = next;
        tagged = next.values().stream().filter(one -> one.tag().isPresent()).toList();
        unsure = next.values().stream().filter(one -> !one.isSure()).map(Known::process).toList();
    }

    private void learnAgain() {
        List<Known> all = new ArrayList<>(tagged);
        for (ProcStat process : unsure) {
            Known now = read(process);
            known.put(process.pid(), now);
            if (now.tag().isPresent()) {
                all.add(now);
            }
        }
        if (all.size() > tagged.size()) {
            tagged = all;
            unsure = unsure.stream().filter(p -> !known.get(p.pid()).isSure()).toList();
        }
    }

    private static boolean runs(ProcStat process) {
        return ProcStat.read(process.pid())
                .filter(now -> now.runs() && now.isSameProcess(process))
                .isPresent();
    }

    private Known read(ProcStat process) {
        return new Known(process, ProcEnvironment.value(process.pid(), variable));
    }
}
