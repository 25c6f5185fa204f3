package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.Stdio;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The descriptors of a child that is about to be spawned: pairs opened, file actions known. Closing
 * it closes the child's ends, and the parent's ends too unless they were taken.
 */
final class StdioPlan implements AutoCloseable {

    private static final int MAX_DESCRIPTORS = 63;

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM_CLOEXEC = 1 | 0x80000;
    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int O_APPEND_CREATE = 1 | 0x40 | 0x100 | 0x400; // plus O_NOCTTY

    private record Pair(int target, int parent, int child) {}

    private final List<Stdio> stdio;
    private final List<Pair> pairs = new ArrayList<>();
    private OptionalInt channel = OptionalInt.empty();
    private boolean taken;

    private StdioPlan(List<Stdio> stdio) {
        this.stdio = stdio;
    }

    /** Opens what the entries need. */
    static StdioPlan open(List<Stdio> given) throws SpawnException {
        List<Stdio> stdio = new ArrayList<>(given);
        while (stdio.size() < 3) {
            stdio.add(new Stdio.Pipe());
        }
        StdioPlan plan = new StdioPlan(stdio);
        try {
            plan.openPairs();
            return plan;
        } catch (SpawnException | RuntimeException e) {
            plan.close();
            throw e;
        }
    }

    private void openPairs() throws SpawnException {
        if (stdio.size() > MAX_DESCRIPTORS) {
            throw new SpawnException(
                    "EINVAL",
                    "A child can be given at most %d descriptors.".formatted(MAX_DESCRIPTORS));
        }
        for (int fd = 0; fd < stdio.size(); fd++) {
            switch (stdio.get(fd)) {
                case Stdio.Pipe _ -> openPipe(fd);
                case Stdio.Ipc _ -> openChannel(fd);
                case Stdio.Ignore _, Stdio.Inherit _, Stdio.AppendTo _ -> {}
            }
        }
    }

    private void openPipe(int fd) throws SpawnException {
        if (fd > 2) {
            throw new SpawnException(
                    "ENOTSUP",
                    "Descriptor %d of a child cannot be a pipe; only 0, 1 and 2 can."
                            .formatted(fd));
        }
        pairs.add(pair(fd));
    }

    private void openChannel(int fd) throws SpawnException {
        if (channel.isPresent()) {
            throw new SpawnException("ERR_IPC_ONE_PIPE", "A child can have only one IPC channel.");
        }
        if (fd < 3) {
            throw new SpawnException(
                    "ENOTSUP",
                    "The IPC channel must be descriptor 3 or above, not %d.".formatted(fd));
        }
        channel = OptionalInt.of(fd);
        pairs.add(pair(fd));
    }

    /** The child's end is above every target, so that no dup2 overwrites a later source. */
    private Pair pair(int target) throws SpawnException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment two = arena.allocate(JAVA_INT, 2);
            Errno.check(
                    Libc.socketpair(AF_UNIX, SOCK_STREAM_CLOEXEC, 0, two.address()), "socketpair");
            int parent = two.getAtIndex(JAVA_INT, 0);
            int low = two.getAtIndex(JAVA_INT, 1);
            if (!FileLimit.leavesReserve(low)) {
                Libc.close(parent);
                Libc.close(low);
                throw Errno.exception(Errno.EMFILE, "socketpair");
            }
            int child = low >= stdio.size() ? low : Libc.duplicateFrom(low, stdio.size());
            if (child != low) {
                Libc.close(low);
            }
            if (child < 0) {
                Libc.close(parent);
                throw Errno.exception(-child, "fcntl");
            }
            return new Pair(target, parent, child);
        } catch (IOException e) {
            throw new SpawnException(
                    "EMFILE", "No pipe to the child could be made: " + e.getMessage());
        }
    }

    /** The child's number of the IPC channel. */
    OptionalInt channel() {
        return channel;
    }

    /** Adds what the child has to do before exec. */
    void addTo(FileActions actions) {
        for (int fd = 0; fd < stdio.size(); fd++) {
            switch (stdio.get(fd)) {
                case Stdio.Pipe _, Stdio.Ipc _ -> actions.duplicate(childEnd(fd), fd);
                case Stdio.Ignore _ -> addIgnored(actions, fd);
                case Stdio.Inherit _ -> actions.duplicate(fd, fd);
                case Stdio.AppendTo(var file) ->
                        actions.open(fd, file.toAbsolutePath().toString(), O_APPEND_CREATE, 0600);
            }
        }
        actions.closeFrom(stdio.size());
    }

    private static void addIgnored(FileActions actions, int fd) {
        if (fd > 2) {
            actions.close(fd);
        } else {
            actions.open(fd, "/dev/null", fd == 0 ? O_RDONLY : O_RDWR, 0);
        }
    }

    private int childEnd(int target) {
        return pairs.stream().filter(p -> p.target() == target).findFirst().orElseThrow().child();
    }

    /**
     * The parent's end for a descriptor, when there is one. From {@link #take} on it belongs to the
     * caller.
     */
    Optional<Descriptor> parentEnd(int target) {
        return pairs.stream()
                .filter(p -> p.target() == target)
                .findFirst()
                .map(p -> new Descriptor(p.parent()));
    }

    /** The parent's ends belong to the caller from now on. */
    void take() {
        taken = true;
    }

    @Override
    public void close() {
        for (Pair pair : pairs) {
            Libc.close(pair.child());
            if (!taken) {
                Libc.close(pair.parent());
            }
        }
        pairs.clear();
    }
}
