package dev.drover.supervisor;

import dev.drover.domain.Cause;
import dev.drover.domain.ProcessDescription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stops everything, all at once, because the supervisor ends. What runs when the longest time that
 * one may take is over, and more, gets SIGKILL: a machine that is too busy to end thousands in
 * order must not be left with some of them. Owner thread.
 */
final class StopAll {

    /** For the ends of thousands on a busy machine, besides what each service may take. */
    static final Duration GRACE = Duration.ofSeconds(45);

    /** No end of a session waits longer. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final EntryCommands entries;
    private final ProcessTable table;
    private final Duration grace;

    /**
     * @param grace besides the longest time that a service may take
     */
    StopAll(EntryCommands entries, ProcessTable table, Duration grace) {
        this.entries = entries;
        this.table = table;
        this.grace = grace;
    }

    /**
     * From now on nothing is started.
     *
     * @param mailbox keeps the time
     */
    CompletableFuture<Void> begin(Mailbox mailbox) {
        entries.close();
        List<CompletableFuture<ProcessDescription>> stops = new ArrayList<>();
        for (ManagedProcess row : table.rows()) {
            CompletableFuture<ProcessDescription> one = new CompletableFuture<>();
            stops.add(one);
            entries.stop(row, new Cause.Shutdown(), new Lifecycle.Input.Stop(), one);
        }
        CompletableFuture<Void> all =
                CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new));
        mailbox.after(
                patience(),
                () -> {
                    killAll();
                    all.complete(null);
                });
        return all;
    }

    private Duration patience() {
        Duration longest = Duration.ZERO;
        for (ManagedProcess row : table.rows()) {
            Duration timeout = row.spec.stop().timeout();
            longest = timeout.compareTo(longest) > 0 ? timeout : longest;
        }
        return (longest.compareTo(LONGEST) < 0 ? longest : LONGEST).plus(grace);
    }

    private void killAll() {
        for (ManagedProcess row : table.rows()) {
            row.child().ifPresent(child -> Stopper.killAlone(child, row.spec.stop()));
            // Workers that a reload has replaced, or is about to.
            row.oldWorkers.forEach(
                    old -> Stopper.killAlone(old.run().child(), old.parked().farewell()));
            if (row.parked != null) {
                Stopper.killAlone(row.parked.run().child(), row.parked.farewell());
            }
        }
    }
}
