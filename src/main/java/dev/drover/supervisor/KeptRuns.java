package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.Handle;
import dev.drover.childprocess.Keeper;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.domain.Home;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The runs that the keeper of this process holds, where it has one. Nothing is asked of it before
 * there is a reason: a supervisor that starts has more urgent things to do. Safe for use by several
 * threads.
 */
final class KeptRuns {

    private final Home home;
    private final boolean wanted;
    private @Nullable Optional<Keeper> met;

    /** Beginning where no supervisor before this one can have been. */
    private final AtomicLong socketKeys = new AtomicLong(System.currentTimeMillis() << 16);

    /**
     * @param wanted false for a supervisor that nothing is to outlive
     */
    KeptRuns(Home home, boolean wanted) {
        this.home = home;
        this.wanted = wanted && System.getenv(Keeper.VARIABLE) != null;
    }

    /** The keeper, which knows us from then on. */
    synchronized Optional<Keeper> keeper() {
        Optional<Keeper> known = met;
        if (known == null) {
            known = wanted ? ChildProcesses.keeper() : Optional.empty();
            if (known.isPresent()) {
                Path socket = home.keeperSocket();
                // The keeper replaces what is there, and a file may be somebody's.
                boolean file = Files.isRegularFile(socket, LinkOption.NOFOLLOW_LINKS);
                known.get().introduce(file ? Path.of("") : socket);
            }
            met = known;
        }
        return known;
    }

    /**
     * What is held from the supervisor before this one.
     *
     * @param runs by tag
     * @param workers numbers of those runs that are workers of a cluster
     * @param sockets of clusters, by the note about them
     */
    record Held(
            Map<RunTag, Keeper.Kept> runs,
            Map<RunTag, Integer> workers,
            Map<String, Keeper.Kept> sockets) {

        private static final String WORKER = " w";

        private Held() {
            this(new LinkedHashMap<>(), new HashMap<>(), new LinkedHashMap<>());
        }

        private static byte[] note(RunTag tag, OptionalInt worker) {
            String number = worker.isPresent() ? WORKER + worker.getAsInt() : "";
            return (tag.text() + number).getBytes(StandardCharsets.UTF_8);
        }

        private void add(Keeper.Kept kept) {
            String note = new String(kept.note(), StandardCharsets.UTF_8);
            if (kept.key() < 0) {
                sockets.put(note, kept);
                return;
            }
            int end = note.indexOf(WORKER);
            RunTag.of(end < 0 ? note : note.substring(0, end))
                    .ifPresent(
                            tag -> {
                                runs.put(tag, kept);
                                if (end >= 0) {
                                    int number =
                                            Integer.parseInt(note.substring(end + WORKER.length()));
                                    workers.put(tag, number);
                                }
                            });
        }
    }

    /** Unlike any other key that the keeper is given. */
    private static long key(RunTag tag) {
        return (tag.id() + 1L) << Integer.SIZE | tag.run();
    }

    /**
     * What is held from the supervisor before this one. Blocks.
     *
     * @param notices gets a sentence when that cannot be known
     */
    Held held(List<String> notices) {
        Held held = new Held();
        // The first one is not to wait for its keeper: native calls are slow to begin with.
        Optional<Keeper> keeper = Keeper.isOfAnother() ? keeper() : Optional.empty();
        if (keeper.isPresent()) {
            try {
                keeper.get().held().forEach(held::add);
            } catch (IOException e) {
                notices.add(
                        "What the keeper holds of the processes cannot be had back (%s): their message channels are lost."
                                .formatted(e.getMessage()));
            }
        }
        return held;
    }

    /** Holds a socket of a cluster; run what is returned when it is closed. */
    Runnable hold(String note, Handle socket) {
        Optional<Keeper> keeper = keeper();
        if (keeper.isEmpty()) {
            return () -> {};
        }
        long key = -socketKeys.incrementAndGet();
        keeper.get().hold(key, note.getBytes(StandardCharsets.UTF_8), socket);
        return () -> keeper.get().release(key);
    }

    /** A socket back, and what is to be run when it is closed; empty when there is none. */
    Optional<Handle> takeBack(Keeper.Kept kept) {
        return keeper().flatMap(keeper -> keeper.takeBack(kept));
    }

    /** Holds something no more. */
    void release(Keeper.Kept kept) {
        keeper().ifPresent(keeper -> keeper.release(kept.key()));
    }

    /** Starts a run; what is needed to go on with it is held from before it begins. */
    ChildProcess spawn(
            RunTag tag, OptionalInt worker, String command, List<String> args, SpawnOptions options)
            throws SpawnException {
        Optional<Keeper> keeper = keeper();
        return keeper.isPresent()
                ? keeper.get().spawn(key(tag), Held.note(tag, worker), command, args, options)
                : ChildProcesses.spawn(command, args, options);
    }

    /** Takes a run back. */
    ChildProcess adopt(Keeper.Kept kept, Optional<ProcessRef> process, String command)
            throws IOException {
        return keeper().orElseThrow().adopt(kept, process, command);
    }

    /** The end of a run is on the disk. */
    void release(RunTag tag) {
        keeper().ifPresent(keeper -> keeper.release(key(tag)));
    }
}
