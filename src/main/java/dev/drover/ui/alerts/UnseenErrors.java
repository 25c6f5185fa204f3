package dev.drover.ui.alerts;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.model.ErrorCount;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Counts the lines that say that they are errors, of every service, open in a log pane or not. It
 * is an alert on every error that tells nobody: who brings the events does not wait, and when more
 * comes than can be read the newest is left out. Safe for use by several threads.
 */
public final class UnseenErrors implements ErrorCount {

    private static final AlertMatcher EVERY_ERROR =
            new AlertMatcher(new AlertRule(0, "", "", AlertLevel.ERROR, true), Pattern.compile(""));

    private final Map<Integer, Integer> counts = new ConcurrentHashMap<>();
    private final AlertWatch watch;

    public UnseenErrors(ReadLine.Reader reader) {
        watch = new AlertWatch(Thread::startVirtualThread, reader, new Findings());
    }

    /** Takes an event of any service; does not block, and does nothing while nobody looks. */
    public void accept(ProcessEvent event) {
        watch.accept(event);
        if (event instanceof ProcessEvent.ProcessDeleted deleted) {
            counts.remove(deleted.process().id());
        }
    }

    @Override
    public void setOn(boolean on) {
        counts.clear();
        watch.follow(on ? List.of(EVERY_ERROR) : List.of());
    }

    @Override
    public int of(int process) {
        return counts.getOrDefault(process, 0);
    }

    @Override
    public void seen(Collection<Integer> processes) {
        processes.forEach(counts::remove);
    }

    /** On a background thread. */
    private final class Findings implements AlertWatch.Findings {
        @Override
        public void found(AlertHit hit) {
            counts.merge(hit.process(), 1, Integer::sum);
        }

        @Override
        public void tooSlow(long rule) {
            throw new IllegalStateException("An empty pattern is found at once.");
        }

        @Override
        public void emptied(int process, LogStream stream) {
            // Errors that were written stay errors that nobody has seen.
        }
    }
}
