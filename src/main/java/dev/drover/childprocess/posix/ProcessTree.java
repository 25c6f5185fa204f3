package dev.drover.childprocess.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is whose child, as one pass over {@code /proc} saw it. */
record ProcessTree(Map<Long, List<ProcStat>> childrenOf) {

    static ProcessTree scan() {
        List<ProcStat> all = new ArrayList<>();
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(Path.of("/proc"), ProcessTree::isProcess)) {
            for (Path folder : folders) {
                ProcStat.read(folder.resolve("stat")).ifPresent(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder /proc cannot be read.", e);
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

    private static boolean isProcess(Path folder) {
        return Character.isDigit(folder.getFileName().toString().charAt(0));
    }
}
