package dev.drover.childprocess.posix;

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
import java.util.Set;

/**
 * The processes of this machine, each read when it is first seen: stopping hundreds of services one
 * after the other looks at them hundreds of times. The list is always complete; what it says about
 * a process may be a second old, so whoever is told of one reads it again. Safe for use by several
 * threads.
 */
final class SeenProcesses {

    /** Far shorter than the system can take to give out all its pids once. */
    private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Path LOAD = Path.of("/proc/loadavg");

    private final Map<Long, ProcStat> seen = new HashMap<>();
    private List<ProcStat> list = List.of();
    private long lookBegan;
    private long passBegan;
    private long lastPid = Long.MAX_VALUE;
    private boolean looked;

    /**
     * All that run now, and some that have ended within a second. Those who ask while another look
     * is under way share the next one. The same list as before when no process is new.
     *
     * @throws IOException when {@code /proc} cannot be read
     */
    List<ProcStat> look() throws IOException {
        long asked = System.nanoTime();
        synchronized (this) {
            if (!looked || lookBegan - asked < 0) {
                lookBegan = System.nanoTime();
                lookAgain();
                looked = true;
            }
            return list;
        }
    }

    private void lookAgain() throws IOException {
        long newest = newestPid();
        Set<Long> present = pids();
        // Pids are given out in ascending order: none is a new process's before they begin anew.
        boolean maybeReused = newest < lastPid || lookBegan - passBegan > TRUSTED_NANOS;
        lastPid = newest;
        if (maybeReused) {
            passBegan = lookBegan;
            seen.clear();
        }
        boolean changed = maybeReused;
        for (long pid : present) {
            if (!seen.containsKey(pid)) {
                ProcStat.read(pid).ifPresent(stat -> seen.put(pid, stat));
                changed = true;
            }
        }
        if (changed) {
            list = List.copyOf(seen.values());
        }
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
