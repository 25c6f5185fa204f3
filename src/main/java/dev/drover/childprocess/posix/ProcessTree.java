package dev.drover.childprocess.posix;

import dev.drover.childprocess.TaggedProcess;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is whose child, as one pass over {@code /proc} saw it. */
record ProcessTree(Map<Long, List<ProcStat>> childrenOf) {

    private static final Object SCANNING = new Object();
    private static final Map<String, KnownTags> TAGS = new ConcurrentHashMap<>();
    private static long scanBegan;
    private static @Nullable ProcessTree newest;

    /**
     * The processes as of now. Those who ask while another pass is under way share the next one, so
     * that stopping hundreds of services does not read all of {@code /proc} hundreds of times.
     *
     * @throws UncheckedIOException when {@code /proc} cannot be read
     */
    static ProcessTree scan() {
        long asked = System.nanoTime();
        synchronized (SCANNING) {
            ProcessTree tree = newest;
            if (tree == null || scanBegan - asked < 0) {
                scanBegan = System.nanoTime();
                tree = readAll();
                newest = tree;
            }
            return tree;
        }
    }

    private static ProcessTree readAll() {
        String[] names = new File("/proc").list();
        if (names == null) {
            throw new UncheckedIOException(
                    "The folder /proc cannot be read.", new NotDirectoryException("/proc"));
        }
        List<ProcStat> all = new ArrayList<>(names.length);
        for (String name : names) {
            if (Character.isDigit(name.charAt(0))) {
                ProcStat.read(Long.parseLong(name)).ifPresent(all::add);
            }
        }
        return of(all);
    }

    static ProcessTree of(List<ProcStat> all) {
        Map<Long, List<ProcStat>> children = new HashMap<>();
        for (ProcStat one : all) {
            children.computeIfAbsent(one.parent(), _ -> new ArrayList<>()).add(one);
        }
        return new ProcessTree(children);
    }

    /** All below a process that still run, deepest first. */
    List<ProcStat> descendants(long pid) {
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
        Collections.reverse(found);
        found.removeIf(p -> !p.runs());
        return found;
    }

    /** All that run with this variable in their environment. */
    List<TaggedProcess> tagged(String variable) {
        List<ProcStat> all = new ArrayList<>();
        childrenOf.values().forEach(all::addAll);
        return TAGS.computeIfAbsent(variable, KnownTags::new).among(all);
    }
}
