package dev.drover.daemon;

import dev.drover.daemon.setup.Branches;
import dev.drover.domain.Figure;
import dev.drover.domain.FigureSheet;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessFigures;
import dev.drover.protocol.pm2.TriggerFields;
import dev.drover.supervisor.metrics.Activity;
import dev.drover.supervisor.trigger.RestartTriggers;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds out the {@link Figure}s of processes of this machine, and nothing that nobody asks for. Who
 * supervises them does not matter. Safe for use by several threads.
 */
public final class FigureReader {

    private final Activity activity = Activity.ofPlatform();

    /** Of all these; blocks for files of the system and of git work trees. */
    public FigureSheet read(List<ProcessDescription> processes, Set<Figure> wanted) {
        Branches branches = new Branches();
        Instant now = Instant.now();
        Map<Integer, ProcessFigures> byId = HashMap.newHashMap(processes.size());
        for (ProcessDescription process : processes) {
            byId.put(process.id(), figures(process, wanted, branches, now));
        }
        return new FigureSheet(now, byId);
    }

    private ProcessFigures figures(
            ProcessDescription process, Set<Figure> wanted, Branches branches, Instant now) {
        // A process has no pid of 0: what does not run is not looked at.
        long pid = process.pid().orElse(0);
        return new ProcessFigures(
                pid > 0 && wanted.contains(Figure.THREADS)
                        ? activity.threads(pid)
                        : OptionalInt.empty(),
                pid > 0 && wanted.contains(Figure.OPEN_FILES)
                        ? activity.openFiles(pid)
                        : OptionalInt.empty(),
                pid > 0 && wanted.contains(Figure.DISK) ? activity.disk(pid) : Optional.empty(),
                wanted.contains(Figure.BRANCH)
                        ? branches.of(process.spec().cwd())
                        : Optional.empty(),
                wanted.contains(Figure.NEXT_RUN) ? nextRun(process, now) : Optional.empty());
    }

    private static Optional<Instant> nextRun(ProcessDescription process, Instant now) {
        try {
            return TriggerFields.read(process.spec())
                    .cron()
                    .flatMap(cron -> RestartTriggers.schedule(cron).after(now));
        } catch (IllegalArgumentException _) {
            // It is none, so nothing follows it; the log of the supervisor has said so.
            return Optional.empty();
        }
    }
}
