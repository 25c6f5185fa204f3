package dev.drover.daemon;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.Revision;
import dev.drover.protocol.pm2.DaemonDefaults;
import dev.drover.protocol.pm2.VersioningFields;
import dev.drover.supervisor.Supervisor;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notes at each start what git says of the service's folder, where {@code PM2_ENABLE_GIT_PARSING}
 * asks for it. Nobody waits for it: a thread of its own asks, which ends when it has done so, about
 * one folder after the other, once for all services of that folder that have started meanwhile.
 * Safe for use by several threads.
 */
final class RevisionNotes {

    private final Supervisor supervisor;
    private final boolean wanted = DaemonDefaults.OF_THIS_PROCESS.gitParsing();

    /** Who started and was not looked at yet. Guarded by itself. */
    private final Deque<ProcessDescription> started = new ArrayDeque<>();

    private boolean reading;

    RevisionNotes(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /** A service is online. Does not block. */
    void started(ProcessDescription process) {
        if (!wanted || !VersioningFields.isWanted(process.spec())) {
            return;
        }
        synchronized (started) {
            started.add(process);
            if (reading) {
                return;
            }
            reading = true;
        }
        Thread.ofVirtual().name("drover-git").start(this::readAll);
    }

    private void readAll() {
        for (List<ProcessDescription> next = next(); !next.isEmpty(); next = next()) {
            Map<Path, Optional<Revision>> known = new HashMap<>();
            for (ProcessDescription process : next) {
                note(
                        process,
                        known.computeIfAbsent(
                                VersioningFields.folder(process.spec()), GitRevision::of));
            }
        }
    }

    private List<ProcessDescription> next() {
        synchronized (started) {
            List<ProcessDescription> all = new ArrayList<>(started);
            started.clear();
            reading = !all.isEmpty();
            return all;
        }
    }

    private void note(ProcessDescription process, Optional<Revision> revision) {
        supervisor.update(
                process.id(),
                // Another one may have the id by now.
                entry ->
                        entry.uniqueId().equals(process.uniqueId())
                                ? VersioningFields.with(entry, revision)
                                : entry);
    }
}
