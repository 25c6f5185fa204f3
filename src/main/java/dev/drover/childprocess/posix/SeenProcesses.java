package dev.drover.childprocess.posix;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes of this machine, each read when it is first seen: stopping hundreds of services one
 * after the other looks at them hundreds of times. The list is always complete; what it says about
 * a process may be a second old, so whoever is told of one reads it again. Safe for use by several
 * threads.
 */
final class SeenProcesses {

    /** Far shorter than the system can take to give out all its pids once. */
    private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private static final Path LOAD = Path.of("/proc/loadavg");

    /** Set while one looks; the others wait for it. What it changes belongs to who has set it. */
    private final AtomicReference<@Nullable CompletableFuture<Void>> looking =
            new AtomicReference<>();

    private final Map<Long, ProcStat> seen = new HashMap<>();
    private long passBegan;
    private long lastPid = Long.MAX_VALUE;
    private long lastEnded;
    private volatile @Nullable Look latest;

    /**
     * @param began by {@link System#nanoTime}
     */
    private record Look(long began, List<ProcStat> list) {}

    /**
     * All that run now, and some that have ended within a second. Those who ask while another look
     * is under way share the next one, and are woken together: a thousand stops that took a lock in
     * turn would wait for a thousand changes of threads. The same list as before when no process is
     * new.
     *
     * @throws IOException when {@code /proc} cannot be read
     */
    List<ProcStat> look() throws IOException {
        long asked = System.nanoTime();
        CompletableFuture<Void> mine = new CompletableFuture<>();
        while (true) {
            Look known = latest;
            if (known != null && known.began() - asked >= 0) {
                return known.list();
            }
            CompletableFuture<Void> other = looking.compareAndExchange(null, mine);
            if (other == null) {
                return lookAlone(mine).list();
            }
            other.join();
        }
    }

    private Look lookAlone(CompletableFuture<Void> done) throws IOException {
        try {
            awaitOthers();
            Look look = lookAgain(latest);
            lastEnded = System.nanoTime();
            latest = look;
            return look;
        } finally {
            looking.set(null);
            done.complete(null);
        }
    }

    /**
     * Looks take half of the time at most: as long as the last one took, those that it woke come to
     * ask for this one. Without that each of a thousand stops would look for itself alone.
     */
    private void awaitOthers() {
        Look last = latest;
        if (last != null) {
            long took = Math.min(lastEnded - last.began(), LONGEST_PAUSE_NANOS);
            LockSupport.parkNanos(took - (System.nanoTime() - lastEnded));
        }
    }

    private Look lookAgain(@Nullable Look before) throws IOException {
        long began = System.nanoTime();
        long newest = newestPid();
        Set<Long> present = pids();
        // Pids are given out in ascending order: none is a new process's before they begin anew.
        boolean changed = before == null || newest < lastPid || began - passBegan > TRUSTED_NANOS;
        lastPid = newest;
        if (changed) {
            passBegan = began;
            seen.clear();
        }
        for (long pid : present) {
            if (!seen.containsKey(pid)) {
                Optional<ProcStat> stat = ProcStat.read(pid);
                if (stat.isPresent()) {
                    seen.put(pid, stat.get());
                    changed = true;
                }
            }
        }
        return new Look(
                began, changed || before == null ? List.copyOf(seen.values()) : before.list());
    }

    private static Set<Long> pids() throws IOException {
        String[] names = new File("/proc").list();
        if (names == null) {
            throw new NotDirectoryException("/proc");
        }
        Set<Long> pids = HashSet.newHashSet(names.length);
        for (String name : names) {
            if (Character.isDigit(name.charAt(0))) {
                pids.add(Long.parseLong(name));
            }
        }
        return pids;
    }

    /** The pid that was given out last. */
    private static long newestPid() throws IOException {
        String text = Files.readString(LOAD, StandardCharsets.US_ASCII).strip();
        return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
    }
}
