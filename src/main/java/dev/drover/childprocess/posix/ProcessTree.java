package dev.drover.childprocess.posix;

import dev.drover.childprocess.TaggedProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Who is whose child. */
record ProcessTree(Map<Long, List<ProcStat>> childrenOf) {

    private static final SeenProcesses SEEN = new SeenProcesses();
    private static volatile Known latest = new Known(List.of(), new ProcessTree(Map.of()));
    private static final Map<String, KnownTags> TAGS = new ConcurrentHashMap<>();

    /** A list of all processes, and what it says of who is whose child. */
    private record Known(List<ProcStat> list, ProcessTree tree) {}

    static ProcessTree of(Collection<ProcStat> all) {
        Map<Long, List<ProcStat>> children = new HashMap<>();
        for (ProcStat one : all) {
            children.computeIfAbsent(one.parent(), _ -> new ArrayList<>()).add(one);
        }
        return new ProcessTree(children);
    }

    /**
     * All below a process that run now, deepest first.
     *
     * @throws UncheckedIOException when {@code /proc} cannot be read
     */
    static List<ProcStat> descendantsNow(long pid) {
        // Who was below it is, or has left it; who was not can only be new, and then was just read.
        List<ProcStat> candidates = tree(look()).below(pid);
        return of(again(candidates)).descendants(pid);
    }

    /**
     * All that run now with such a value of this variable in their environment.
     *
     * @throws UncheckedIOException when {@code /proc} cannot be read
     */
    static List<TaggedProcess> taggedNow(String variable, Predicate<String> value) {
        return TAGS.computeIfAbsent(variable, KnownTags::new).among(look(), value);
    }

    /** Thousands of stops look at the same list. */
    private static ProcessTree tree(List<ProcStat> list) {
        Known known = latest;
        if (known.list() != list) {
            known = new Known(list, of(list));
            latest = known;
        }
        return known.tree();
    }

    private static List<ProcStat> look() {
        try {
            return SEEN.look();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder /proc cannot be read.", e);
        }
    }

    private static List<ProcStat> again(List<ProcStat> processes) {
        List<ProcStat> now = new ArrayList<>();
        processes.forEach(p -> ProcStat.read(p.pid()).filter(p::isSameProcess).ifPresent(now::add));
        return now;
    }

    /** All below a process that still run, deepest first. */
    List<ProcStat> descendants(long pid) {
        List<ProcStat> found = below(pid);
        Collections.reverse(found);
        found.removeIf(p -> !p.runs());
        return found;
    }

    private List<ProcStat> below(long pid) {
        List<ProcStat> found = new ArrayList<>();
        Set<Long> seen = new HashSet<>(Set.of(pid));
        List<Long> level = List.of(pid);
        while (!level.isEmpty()) {
            List<Long> next = new ArrayList<>();
            for (long parent : level) {
                for (ProcStat child : childrenOf.getOrDefault(parent, List.of())) {
                    // A pid that was reused during the pass could otherwise close a circle.
                    if (seen.add(child.pid())) {
                        found.add(child);
                        next.add(child.pid());
                    }
                }
            }
            level = next;
        }
        return found;
    }
}
