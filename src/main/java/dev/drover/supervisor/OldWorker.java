package dev.drover.supervisor;

import dev.drover.domain.StopPolicy;
import dev.drover.supervisor.ManagedProcess.Parked;
import dev.drover.supervisor.ManagedProcess.Run;
import dev.drover.supervisor.cluster.ClusterWorker;
import dev.drover.supervisor.cluster.OpenConnections;
import dev.drover.supervisor.cluster.SchedulingPolicy;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A cluster worker whose successor has taken over. It gets no new connections and is not told to
 * end while a client still has a connection to it: an HTTP server that closes a connection between
 * two requests may meet the next one on its way, and then that one is cut. Only the clients, and
 * the server's own keep-alive time, end them without harm.
 */
final class OldWorker {

    /** A client that keeps its connection busy for longer is cut off. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long FIRST_LOOK_MILLIS = 10;
    private static final long LONGEST_LOOK_MILLIS = 500;

    private final Parked parked;
    private final String uniqueId;
    private final Run run;
    private final ClusterWorker worker;
    private final StopPolicy farewell;
    private final CompletableFuture<Void> hurried = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    /**
     * @param uniqueId of its entry
     */
    OldWorker(Parked parked, String uniqueId) {
        this.parked = parked;
        this.uniqueId = uniqueId;
        this.run = parked.run();
        this.worker = run.worker().orElseThrow();
        this.farewell = parked.farewell();
        run.child().onExit(_ -> hurried.complete(null));
    }

    Run run() {
        return run;
    }

    /** What it was before its successor came. */
    Parked parked() {
        return parked;
    }

    /** Completed when it and all that belongs to it has ended. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** Its clients are not waited for any longer. */
    void hurry() {
        hurried.complete(null);
    }

    /** Waits for its clients and ends it. Blocks. */
    Stopper.Outcome end() throws InterruptedException {
        boolean alone = false;
        if (worker.policy() == SchedulingPolicy.ROUND_ROBIN) {
            await(worker.retire(), farewell.timeout());
            alone = awaitClients();
        }
        // Told to disconnect, a worker without clients would end by itself, and the signal at which
        // programs put their things in order would come too late.
        if (!alone && !farewell.byMessage() && !hurried.isDone()) {
            worker.disconnect();
            // A worker that accepts for itself can only be told to stop that by this.
            await(
                    worker.disconnected(),
                    worker.policy() == SchedulingPolicy.NONE ? PATIENCE : farewell.timeout());
        }
        return Stopper.stop(run.child(), ProcessFamily.ofRun(run.tag(), uniqueId), farewell);
    }

    /** Returns true when it is known to have none. */
    private boolean awaitClients() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long wait = FIRST_LOOK_MILLIS;
        CompletableFuture<Void> never = new CompletableFuture<>();
        OptionalInt clients = clients();
        while (clients.orElse(0) > 0 && !hurried.isDone() && System.nanoTime() - deadline < 0) {
            await(never, Duration.ofMillis(wait));
            wait = Math.min(wait * 2, LONGEST_LOOK_MILLIS);
            clients = clients();
        }
        return clients.isPresent() && clients.getAsInt() == 0;
    }

    private OptionalInt clients() {
        return OpenConnections.count(run.child().pid(), worker.addresses());
    }

    /** Until it is done, or there is hurry, or the time is over. */
    private void await(CompletableFuture<Void> event, Duration limit) throws InterruptedException {
        try {
            CompletableFuture.anyOf(event, hurried).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            // As good as the event: what follows is more insistent.
        } catch (ExecutionException e) {
            throw new IllegalStateException("An event cannot fail.", e);
        }
    }
}
