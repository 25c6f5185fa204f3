package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.TaggedProcess;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What belongs to an entry: the descendants of its process, and everything that carries the tag of
 * one of its runs in its environment, whatever parent, session or group it has by now.
 *
 * @param tag of the newest run that counts
 * @param oldest number of the oldest run that counts
 * @param uniqueId of the entry
 */
record ProcessFamily(RunTag tag, int oldest, String uniqueId) {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessFamily.class);

    /** All runs up to that of the tag. */
    ProcessFamily(RunTag tag, String uniqueId) {
        this(tag, 0, uniqueId);
    }

    /** One run, whatever else runs of the entry. */
    static ProcessFamily ofRun(RunTag tag, String uniqueId) {
        return new ProcessFamily(tag, tag.run(), uniqueId);
    }

    private boolean counts(String text) {
        return RunTag.isMarkedFor(text, uniqueId)
                && RunTag.of(text)
                        .filter(other -> tag.covers(other) && other.run() >= oldest)
                        .isPresent();
    }

    /**
     * All that run now, deepest first as far as they hang together, without {@code root} itself.
     * None when the processes of this machine cannot be seen: then only the child and its group can
     * be reached.
     */
    List<ProcessRef> members(long root) {
        try {
            Map<Long, ProcessRef> found = new LinkedHashMap<>();
            add(found, ChildProcesses.descendants(root));
            for (TaggedProcess one : ChildProcesses.findTagged(RunTag.VARIABLE, tag::isOfEntry)) {
                if (counts(one.tag())) {
                    add(found, List.of(one.process()));
                }
            }
            found.remove(root);
            return List.copyOf(found.values());
        } catch (UncheckedIOException | OutOfMemoryError e) {
            LOG.warn("The processes of this machine cannot be seen.", e);
            return List.of();
        }
    }

    private static void add(Map<Long, ProcessRef> found, Collection<ProcessRef> more) {
        more.forEach(ref -> found.putIfAbsent(ref.pid(), ref));
    }
}
