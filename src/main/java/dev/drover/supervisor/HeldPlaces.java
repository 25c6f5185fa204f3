package dev.drover.supervisor;

import dev.drover.domain.ExecMode;
import dev.drover.supervisor.cluster.ClusterWorker;

import java.time.Duration;

/**
 * The sockets of cluster workers that are being restarted: they stay open until the next run
 * listens, so that clients wait and are not refused, also where there is one worker only. Owner
 * thread.
 */
final class HeldPlaces {

    private final Mailbox mailbox;

    HeldPlaces(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** The present run is about to be ended for another one. */
    void hold(ManagedProcess row) {
        release(row);
        // What is no worker binds the address itself, and would find it taken.
        if (row.run != null && row.spec.mode() == ExecMode.CLUSTER) {
            row.run
                    .worker()
                    .ifPresent(
                            worker -> {
                                worker.holdPlaces();
                                row.heldPlaces = worker;
                            });
        }
    }

    /** The entry has moved to another state. */
    void moved(ManagedProcess row) {
        ClusterWorker held = row.heldPlaces;
        if (held == null) {
            return;
        }
        switch (row.standing.state()) {
            case STOPPED, ERRORED, WAITING_RESTART -> release(row);
            case ONLINE -> {
                Duration patience = row.spec.ready().timeout();
                mailbox.after(
                        patience,
                        () -> {
                            if (row.heldPlaces == held) {
                                release(row);
                            }
                        });
            }
            case SPAWNING, STARTING, STOPPING -> {}
        }
    }

    /** Keeps nothing for this entry any more. */
    void release(ManagedProcess row) {
        ClusterWorker held = row.heldPlaces;
        row.heldPlaces = null;
        if (held != null) {
            held.releasePlaces();
        }
    }
}
