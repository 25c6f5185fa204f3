package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.supervisor.ManagedProcess.Run;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Looks now and then how much memory each run has had: of one that ends by itself nobody could know
 * it afterwards. Owner thread; a worker looks.
 */
final class PeakWatch {

    /** What a program needs at its start is often the most. */
    private static final Duration FIRST = Duration.ofMillis(500);

    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /**
     * Programs that have run for long seldom need more than ever, and of what is more than the
     * supervisor's own memory the kernel tells at the end: a supervisor at rest looks seldom.
     */
    private static final Duration LONGEST = Duration.ofSeconds(80);

    private final Mailbox mailbox;
    private final Workers workers;
    private final Set<ManagedProcess> rows = new HashSet<>();
    private Duration period = SHORTEST;
    private boolean first;
    private @Nullable Future<?> next;

    PeakWatch(Mailbox mailbox, Workers workers) {
        this.mailbox = mailbox;
        this.workers = workers;
    }

    void watch(ManagedProcess row) {
        rows.add(row);
        if (!first) {
            first = true;
            period = SHORTEST;
            mailbox.after(FIRST, this::lookFirst);
        }
    }

    private void lookFirst() {
        first = false;
        look();
        if (next != null) {
            next.cancel(false);
        }
        lookAgain();
    }

    private void lookAgain() {
        next = rows.isEmpty() ? null : mailbox.after(period, this::tick);
    }

    private void tick() {
        look();
        period = period.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : period.multipliedBy(2);
        lookAgain();
    }

    private void look() {
        rows.removeIf(row -> row.run == null || row.run.child().exitStatus().isPresent());
        List<ChildProcess> children = new ArrayList<>();
        for (ManagedProcess row : rows) {
            Run run = row.run;
            if (run != null) {
                children.add(run.child());
            }
        }
        try {
            workers.execute(() -> children.forEach(ChildProcess::peakMemory));
        } catch (RejectedExecutionException _) {
            // No thread to be had now: the next look comes.
            return;
        }
    }
}
