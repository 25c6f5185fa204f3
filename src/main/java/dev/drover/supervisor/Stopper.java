package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a process and everything it started: asks first, kills what is left when the time is over.
 * Its methods block, so they belong on a worker thread.
 */
final class Stopper {

    /**
     * SIGKILL works at once, unless the kernel itself holds a process; then there is nothing more
     * to be done.
     */
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(2);

    private static final long FIRST_LOOK_NANOS = 500_000;
    private static final long LONGEST_LOOK_NANOS = 20_000_000;

    private Stopper() {}

    /**
     * What came of a stop.
     *
     * @param forced true when it had to be killed
     * @param survivors pids that run all the same
     */
    record Outcome(boolean forced, List<Long> survivors) {}

    /** Stops a child as its policy says. */
    static Outcome stop(ChildProcess child, StopPolicy policy) throws InterruptedException {
        long deadline = System.nanoTime() + policy.timeout().toNanos();
        List<ProcessRef> tree =
                policy.treekill() ? ChildProcesses.descendants(child.pid()) : List.of();
        CountDownLatch ended = new CountDownLatch(1);
        child.onExit(_ -> ended.countDown());
        ask(child, tree, policy);
        boolean gone =
                ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                        && awaitGone(tree, deadline).isEmpty();
        if (!gone) {
            return new Outcome(true, kill(child, tree, policy.treekill()));
        }
        if (policy.treekill()) {
            // What was forked between the look at the tree and the signal is still in the group.
            child.killGroup(Signal.SIGKILL);
        }
        return new Outcome(false, List.of());
    }

    private static void ask(ChildProcess child, List<ProcessRef> tree, StopPolicy policy) {
        if (policy.byMessage() && child.connected()) {
            // A message that cannot be sent is answered by the time-out, as one that is not heeded.
            child.send("shutdown", _ -> {});
        } else {
            tree.forEach(ref -> ref.signal(policy.signal()));
            child.kill(policy.signal());
        }
        // A process that is paused could not end before it is continued.
        tree.forEach(ref -> ref.signal(Signal.SIGCONT));
        child.kill(Signal.SIGCONT);
    }

    /** Kills a child at once, with all its descendants. */
    static Outcome kill(ChildProcess child) throws InterruptedException {
        return new Outcome(true, kill(child, List.of(), true));
    }

    private static List<Long> kill(ChildProcess child, List<ProcessRef> known, boolean wholeTree)
            throws InterruptedException {
        long deadline = System.nanoTime() + KILL_PATIENCE.toNanos();
        List<ProcessRef> tree = new ArrayList<>(known);
        if (wholeTree) {
            // Those whose parent has ended are found from the processes we know already.
            known.stream()
                    .filter(ProcessRef::isAlive)
                    .forEach(ref -> tree.addAll(ChildProcesses.descendants(ref.pid())));
            tree.addAll(ChildProcesses.descendants(child.pid()));
        }
        CountDownLatch ended = new CountDownLatch(1);
        child.onExit(_ -> ended.countDown());
        child.kill(Signal.SIGKILL);
        if (wholeTree) {
            child.killGroup(Signal.SIGKILL);
        }
        tree.forEach(ref -> ref.signal(Signal.SIGKILL));
        List<Long> survivors = new ArrayList<>();
        if (!ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            survivors.add(child.pid());
        }
        survivors.addAll(awaitGone(tree, deadline));
        return survivors;
    }

    /**
     * Stops a process that is not our child, with its descendants: the leftover of a former
     * supervisor.
     */
    static List<Long> stopOrphan(ProcessRef orphan, StopPolicy policy) throws InterruptedException {
        List<ProcessRef> tree = new ArrayList<>(ChildProcesses.descendants(orphan.pid()));
        tree.add(orphan);
        tree.forEach(ref -> ref.signal(policy.signal()));
        tree.forEach(ref -> ref.signal(Signal.SIGCONT));
        if (awaitGone(tree, System.nanoTime() + policy.timeout().toNanos()).isEmpty()) {
            return List.of();
        }
        tree.addAll(ChildProcesses.descendants(orphan.pid()));
        tree.forEach(ref -> ref.signal(Signal.SIGKILL));
        return awaitGone(tree, System.nanoTime() + KILL_PATIENCE.toNanos());
    }

    /**
     * Waits until none of these runs. The system has no event for the end of a process that is not
     * our child, so this looks again after growing waits.
     *
     * @return the pids that still run at the deadline
     */
    private static List<Long> awaitGone(List<ProcessRef> tree, long deadline)
            throws InterruptedException {
        List<ProcessRef> alive = tree.stream().filter(ProcessRef::isAlive).toList();
        long wait = FIRST_LOOK_NANOS;
        while (!alive.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Math.min(wait, Math.max(1, deadline - System.nanoTime())));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            wait = Math.min(wait * 2, LONGEST_LOOK_NANOS);
            alive = alive.stream().filter(ProcessRef::isAlive).toList();
        }
        return alive.stream().map(ProcessRef::pid).toList();
    }
}
