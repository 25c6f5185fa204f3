package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs that the keeper of this process holds, where it has one. Nothing is asked of it before
 * there is a reason: a supervisor that starts has more urgent things to do. Safe for use by several
 * threads.
 */
final class KeptRuns {

    private final Home home;
    private final boolean wanted;
    private @Nullable Optional<Keeper> met;

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

    /** Unlike any other key that the keeper is given. */
    private static long key(RunTag tag) {
        return (tag.id() + 1L) << Integer.SIZE | tag.run();
    }

    /**
     * What is held from the supervisor before this one, by tag. Blocks.
     *
     * @param notices gets a sentence when that cannot be known
     */
    Map<RunTag, Keeper.Kept> held(List<String> notices) {
        Map<RunTag, Keeper.Kept> held = new LinkedHashMap<>();
        Optional<Keeper> keeper = keeper().filter(Keeper::isAfterAnother);
        if (keeper.isPresent()) {
            try {
                for (Keeper.Kept kept : keeper.get().held()) {
                    RunTag.of(new String(kept.note(), StandardCharsets.UTF_8))
                            .ifPresent(tag -> held.put(tag, kept));
                }
            } catch (IOException e) {
                notices.add(
                        "What the keeper holds of the services cannot be had back (%s): their message channels are lost."
                                .formatted(e.getMessage()));
            }
        }
        return held;
    }

    /** Starts a run; what is needed to go on with it is held from before it begins. */
    ChildProcess spawn(RunTag tag, String command, List<String> args, SpawnOptions options)
            throws SpawnException {
        Optional<Keeper> keeper = keeper();
        return keeper.isPresent()
                ? keeper.get()
                        .spawn(
                                key(tag),
                                tag.text().getBytes(StandardCharsets.UTF_8),
                                command,
                                args,
                                options)
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
