package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** After this long those that were forked during the last round are looked for. */
    private static final Duration KILL_ROUND = Duration.ofMillis(100);

    private static final long FIRST_LOOK_NANOS = 500_000;
    private static final long LONGEST_LOOK_NANOS = 20_000_000;

    /** No process has this number, so nothing descends from it. */
    private static final long NO_ROOT = -1;

    private Stopper() {}

    /**
     * What came of a stop.
     *
     * @param asked pids of all that were asked to end, the child last
     * @param forced true when it had to be killed
     * @param survivors pids that run all the same
     */
    record Outcome(List<Long> asked, boolean forced, List<Long> survivors) {}

    /** Stops a child as its policy says, with its family where the policy wants the whole tree. */
    static Outcome stop(ChildProcess child, ProcessFamily family, StopPolicy policy)
            throws InterruptedException {
        long deadline = System.nanoTime() + policy.timeout().toNanos();
        List<ProcessRef> members = policy.treekill() ? family.members(child.pid()) : List.of();
        CountDownLatch ended = new CountDownLatch(1);
        child.onExit(_ -> ended.countDown());
        List<Long> asked = new ArrayList<>();
        members.forEach(ref -> asked.add(ref.pid()));
        asked.add(child.pid());
        ask(child, members, policy);
        boolean gone =
                ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                        && awaitGone(members, deadline).isEmpty();
        if (!gone) {
            return new Outcome(asked, true, kill(child, family, members, policy.treekill()));
        }
        if (!policy.treekill()) {
            return new Outcome(asked, false, List.of());
        }
        // What was forked between the look at the family and the signal.
        child.killGroup(Signal.SIGKILL);
        return new Outcome(asked, false, killRounds(child.pid(), family, List.of()));
    }

    private static void ask(ChildProcess child, List<ProcessRef> members, StopPolicy policy) {
        if (policy.byMessage() && child.connected()) {
            // A message that cannot be sent is answered by the time-out, as one that is not heeded.
            child.send("shutdown", _ -> {});
        } else {
            members.forEach(ref -> ref.signal(policy.signal()));
            child.kill(policy.signal());
        }
        // A process that is paused could not end before it is continued.
        members.forEach(ref -> ref.signal(Signal.SIGCONT));
        child.kill(Signal.SIGCONT);
    }

    /** Kills a child at once, with all its family. */
    static Outcome kill(ChildProcess child, ProcessFamily family) throws InterruptedException {
        return new Outcome(List.of(child.pid()), true, kill(child, family, List.of(), true));
    }

    /**
     * Kills a child and its group and looks at nothing else: the last resort, which needs no
     * memory.
     */
    static Outcome killAlone(ChildProcess child, StopPolicy policy) {
        child.kill(Signal.SIGKILL);
        if (policy.treekill()) {
            child.killGroup(Signal.SIGKILL);
        }
        return new Outcome(List.of(child.pid()), true, List.of());
    }

    private static List<Long> kill(
            ChildProcess child, ProcessFamily family, List<ProcessRef> known, boolean wholeTree)
            throws InterruptedException {
        long deadline = System.nanoTime() + KILL_PATIENCE.toNanos();
        CountDownLatch ended = new CountDownLatch(1);
        child.onExit(_ -> ended.countDown());
        // Those whose parent has ended are found from the processes we know already.
        List<ProcessRef> members = new ArrayList<>(known);
        if (wholeTree) {
            members.addAll(family.members(child.pid()));
        }
        child.kill(Signal.SIGKILL);
        if (wholeTree) {
            child.killGroup(Signal.SIGKILL);
        }
        List<Long> survivors = new ArrayList<>();
        if (wholeTree) {
            survivors.addAll(killRounds(child.pid(), family, members));
        }
        if (!ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            survivors.add(child.pid());
        }
        return survivors;
    }

    /**
     * Kills the family until a look finds nobody: what forks faster than it is looked at meets the
     * next round.
     *
     * @return the pids that still run when the patience is over
     */
    private static List<Long> killRounds(long root, ProcessFamily family, List<ProcessRef> known)
            throws InterruptedException {
        long deadline = System.nanoTime() + KILL_PATIENCE.toNanos();
        Map<Long, ProcessRef> left = new LinkedHashMap<>();
        known.forEach(ref -> left.put(ref.pid(), ref));
        family.members(root).forEach(ref -> left.put(ref.pid(), ref));
        left.values().removeIf(ref -> !ref.isAlive());
        while (!left.isEmpty() && System.nanoTime() - deadline < 0) {
            left.values().forEach(ref -> ref.signal(Signal.SIGKILL));
            long round = System.nanoTime() + KILL_ROUND.toNanos();
            List<Long> alive = awaitGone(List.copyOf(left.values()), Math.min(round, deadline));
            left.keySet().retainAll(alive);
            family.members(root).forEach(ref -> left.put(ref.pid(), ref));
        }
        return List.copyOf(left.keySet());
    }

    /**
     * Stops processes that are not our children, with their family: the leftovers of a former
     * supervisor.
     *
     * @return the pids that run all the same
     */
    static List<Long> stopLeftovers(
            List<ProcessRef> leftovers, ProcessFamily family, StopPolicy policy)
            throws InterruptedException {
        Map<Long, ProcessRef> all = new LinkedHashMap<>();
        for (ProcessRef one : leftovers) {
            if (one.isAlive()) {
                family.members(one.pid()).forEach(ref -> all.put(ref.pid(), ref));
                all.put(one.pid(), one);
            }
        }
        all.values().forEach(ref -> ref.signal(policy.signal()));
        all.values().forEach(ref -> ref.signal(Signal.SIGCONT));
        awaitGone(List.copyOf(all.values()), System.nanoTime() + policy.timeout().toNanos());
        return killRounds(NO_ROOT, family, List.copyOf(all.values()));
    }

    /**
     * Waits until none of these runs. The system has no event for the end of a process that is not
     * our child, so this looks again after growing waits.
     *
     * @return the pids that still run at the deadline
     */
    private static List<Long> awaitGone(List<ProcessRef> processes, long deadline)
            throws InterruptedException {
        List<ProcessRef> alive = processes.stream().filter(ProcessRef::isAlive).toList();
        long wait = FIRST_LOOK_NANOS;
        while (!alive.isEmpty() && System.nanoTime() - deadline < 0) {
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
