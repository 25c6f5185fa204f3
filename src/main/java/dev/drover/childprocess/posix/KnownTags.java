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
    private Map<Long, Known> known = Map.of();
    private volatile Learned learned = new Learned(List.of(), List.of(), List.of());

    /**
     * @param looked what it was learned of
     * @param tagged those that have the variable
     * @param unsure children of ours that may be given their environment yet
     */
    private record Learned(List<ProcStat> looked, List<Known> tagged, List<ProcStat> unsure) {

        boolean isEnoughFor(List<ProcStat> processes) {
            return looked == processes && unsure.isEmpty();
        }
    }

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
    List<TaggedProcess> among(List<ProcStat> processes, Predicate<String> value) {
        Learned now = learned;
        if (!now.isEnoughFor(processes)) {
            now = learn(processes);
        }
        List<TaggedProcess> found = new ArrayList<>();
        for (Known one : now.tagged()) {
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

    private synchronized Learned learn(List<ProcStat> processes) {
        if (learned.isEnoughFor(processes)) {
            return learned;
        }
        if (learned.looked() == processes) {
            learned.unsure().forEach(process -> known.put(process.pid(), read(process)));
        } else {
            Map<Long, Known> next = HashMap.newHashMap(processes.size());
            for (ProcStat process : processes) {
                Known before = known.get(process.pid());
                boolean still =
                        before != null
                                && before.isSure()
                                && before.process().isSameProgram(process);
                next.put(process.pid(), still ? before : read(process));
            }
            known = next;
        }
        learned =
                new Learned(
                        processes,
                        known.values().stream().filter(one -> one.tag().isPresent()).toList(),
                        known.values().stream()
                                .filter(one -> !one.isSure())
                                .map(Known::process)
                                .toList());
        return learned;
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
