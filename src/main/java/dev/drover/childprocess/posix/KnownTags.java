package dev.drover.childprocess.posix;

import dev.drover.childprocess.TaggedProcess;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who has a variable in its environment. The environment that a program began with never changes,
 * so it is read once for each program and not in each of the many looks that stopping hundreds of
 * services takes. Safe for use by several threads.
 */
final class KnownTags {

    private final String variable;
    private Map<Long, Known> known = Map.of();

    private record Known(ProcStat process, Optional<String> tag) {}

    KnownTags(String variable) {
        this.variable = variable;
    }

    /** Those of these processes that run and have the variable. */
    synchronized List<TaggedProcess> among(Collection<ProcStat> processes) {
        List<TaggedProcess> found = new ArrayList<>();
        Map<Long, Known> next = HashMap.newHashMap(processes.size());
        for (ProcStat process : processes) {
            if (process.runs()) {
                Known before = known.get(process.pid());
                Known now =
                        before != null && before.process().isSameProgram(process)
                                ? before
                                : read(process);
                next.put(process.pid(), now);
                now.tag()
                        .ifPresent(
                                tag ->
                                        found.add(
                                                new TaggedProcess(
                                                        new PosixProcessRef(process), tag)));
            }
        }
        known = next;
        return found;
    }

    private Known read(ProcStat process) {
        return new Known(process, ProcEnvironment.value(process.pid(), variable));
    }
}
