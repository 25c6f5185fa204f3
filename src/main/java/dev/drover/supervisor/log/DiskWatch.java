package dev.drover.supervisor.log;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.FileSpace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks after the disks of logs that services append to themselves, whose writes fail when a disk
 * is full. While one is nearly full, each such log keeps some space for what comes next; when it is
 * full, that is told, and when there is space again the log gets a line that says so. Used by one
 * thread.
 */
final class DiskWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    /** Below this, or a quarter of a small disk, it is nearly full. */
    private static final long LOW_BYTES = 32L << 20;

    private static final long RESERVE_BYTES = 1L << 20;
    private static final long BLOCK = 4096;

    static final long SHORTEST_MILLIS = 1_000;
    static final long LONGEST_MILLIS = 10_000;

    /** More than all services together write. */
    private static final long BYTES_PER_MILLI = 4L << 20;

    private final Map<Path, Instant> fullSince = new HashMap<>();

    /** Folders of disks that were nearly full at the last look. */
    private final Set<Path> shortOfSpace = new HashSet<>();

    private Collection<LogFile> known = List.of();
    private Set<Path> folders = Set.of();

    /**
     * Looks at all disks. One with much space needs no look for a while, so that a supervisor at
     * rest sleeps.
     *
     * @param files the same collection as long as nothing was opened or closed
     * @return when to look again, in milliseconds
     */
    long look(Collection<LogFile> files) {
        if (files != known) {
            known = files;
            folders = new HashSet<>();
            for (LogFile file : files) {
                Path folder = file.path().getParent();
                if (folder != null) {
                    folders.add(folder);
                }
            }
        }
        long next = LONGEST_MILLIS;
        for (Path folder : folders) {
            next = Math.min(next, look(folder));
        }
        return next;
    }

    private long look(Path folder) {
        long total = folder.toFile().getTotalSpace();
        if (total == 0) {
            // It has gone, or does not tell.
            return SHORTEST_MILLIS;
        }
        long free = folder.toFile().getUsableSpace();
        long low = Math.min(LOW_BYTES, total / 4);
        if (free < low || shortOfSpace.contains(folder) || fullSince.containsKey(folder)) {
            List<LogFollower> all = followers(folder);
            if (free >= low) {
                shortOfSpace.remove(folder);
                all.forEach(LogFollower::endShortage);
            } else {
                shortOfSpace.add(folder);
            }
            List<LogFollower> written =
                    all.stream().filter(follower -> !follower.owner().isIdle()).toList();
            if (!written.isEmpty()) {
                look(folder, written, free, low);
            }
        }
        return Math.clamp((free - low) / BYTES_PER_MILLI, SHORTEST_MILLIS, LONGEST_MILLIS);
    }

    private List<LogFollower> followers(Path folder) {
        List<LogFollower> followers = new ArrayList<>();
        for (LogFile file : known) {
            LogFollower follower = file.follower();
            if (follower != null && folder.equals(file.path().getParent())) {
                followers.add(follower);
            }
        }
        return followers;
    }

    private void look(Path folder, List<LogFollower> followers, long free, long low) {
        if (free >= BLOCK && free < low) {
            long each = Math.min(RESERVE_BYTES, free / 2 / followers.size() / BLOCK * BLOCK);
            followers.forEach(follower -> reserve(follower, each));
        }
        boolean full = free < BLOCK;
        if (full && fullSince.putIfAbsent(folder, Instant.now()) == null) {
            followers.forEach(LogFollower::diskFull);
        } else if (!full) {
            Instant since = fullSince.remove(folder);
            if (since != null) {
                followers.forEach(follower -> freeAgain(follower, since));
            }
        }
    }

    /** Once per shortage, so that a log that grows does not take everything. */
    private static void reserve(LogFollower follower, long bytes) {
        Path log = follower.target.file().path();
        if (bytes == 0 || !follower.takeReserve()) {
            return;
        }
        try {
            Optional<FileSpace> space = ChildProcesses.openFileSpace(log);
            if (space.isPresent()) {
                try (FileSpace open = space.get()) {
                    open.reserve(Files.size(log), bytes);
                }
            }
        } catch (IOException e) {
            LOG.debug("No space can be kept for {}.", log, e);
        }
    }

    private static void freeAgain(LogFollower follower, Instant since) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String line =
                "[drover] The disk was full from %s to %s: output of this time may be missing here.%n"
                        .formatted(since.truncatedTo(ChronoUnit.SECONDS), now);
        try {
            follower.target.file().append(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            follower.diskFree();
        } catch (IOException e) {
            LOG.warn("The log {} cannot be written.", follower.target.file().path(), e);
        }
    }
}
