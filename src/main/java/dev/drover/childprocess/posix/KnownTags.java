package dev.drover.childprocess.posix;

import dev.drover.childprocess.TaggedProcess;

import java.util.ArrayList;
import java.util.Collection;
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

    private record Known(ProcStat process, Optional<String> tag) {

        /** A child of ours may not have been given its environment yet when it was looked at. */
        boolean isStillTrueOf(ProcStat now) {
            return process.isSameProgram(now) && (tag.isPresent() || now.parent() != OWN_PID);
        }
    }

    KnownTags(String variable) {
        this.variable = variable;
    }

    /** Those of these processes that run now and have such a value of the variable. */
    synchronized List<TaggedProcess> among(
            Collection<ProcStat> processes, Predicate<String> value) {
        List<TaggedProcess> found = new ArrayList<>();
        Map<Long, Known> next = HashMap.newHashMap(processes.size());
        for (ProcStat process : processes) {
            Known before = known.get(process.pid());
            Known now = before != null && before.isStillTrueOf(process) ? before : read(process);
            next.put(process.pid(), now);
            now.tag()
                    .filter(value)
                    .filter(_ -> runs(process))
                    .ifPresent(
                            tag -> found.add(new TaggedProcess(new PosixProcessRef(process), tag)));
        }
        known = next;
        return found;
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
