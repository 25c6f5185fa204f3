package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.drover.childprocess.InvalidArgumentException;
import dev.drover.childprocess.Stdio;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The descriptors of a child that is about to be spawned: sources opened, file actions known.
 * Closing it closes the child's ends, and the parent's ends too unless they were taken.
 */
final class StdioPlan implements AutoCloseable {

    private static final int MAX_DESCRIPTORS = 1024;

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM_CLOEXEC = 1 | 0x80000;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int O_TRUNC_CREATE = 1 | 0x40 | 0x100 | 0x200; // plus O_NOCTTY
    private static final int O_APPEND_CREATE = 1 | 0x40 | 0x100 | 0x400; // plus O_NOCTTY

    private static final int NONE = -1;

    /**
     * What one descriptor of the child is made from; {@code parent} is {@link #NONE} for a copy.
     */
    private record Source(int target, int parent, int child) {}

    /** How a file is opened that a descriptor of the child is connected to. */
    private record Opening(Path file, int flags, int mode) {

        /** Empty for what is no file. */
        static Optional<Opening> of(Stdio entry) {
            @Nullable Opening opening = null;
            if (entry instanceof Stdio.ReadFrom(var file)) {
                opening = new Opening(file, O_RDONLY, 0);
            } else if (entry instanceof Stdio.WriteTo(var file)) {
                opening = new Opening(file, O_TRUNC_CREATE, 0666);
            } else if (entry instanceof Stdio.AppendTo(var file)) {
                opening = new Opening(file, O_APPEND_CREATE, 0600);
            }
            return Optional.ofNullable(opening);
        }

        String path() {
            return file.toAbsolutePath().toString();
        }
    }

    private final List<Stdio> stdio;
    private final boolean opensFiles;
    private final List<Source> sources = new ArrayList<>();
    private OptionalInt channel = OptionalInt.empty();
    private boolean taken;
    private boolean started;

    private StdioPlan(List<Stdio> stdio, boolean opensFiles) {
        this.stdio = stdio;
        this.opensFiles = opensFiles;
    }

    /**
     * Opens what the entries need.
     *
     * @param opensFiles true: files too, with the rights of this process; else the child opens
     *     them, which may be another user by then
     */
    static StdioPlan open(List<Stdio> given, boolean opensFiles) throws Errno.Failure {
        try {
            return opened(given, opensFiles);
        } catch (Errno.Failure e) {
            // The collector of garbage knows nothing of descriptors: it may have had no reason yet.
            if (e.errno() != Errno.EMFILE || !PipeEnd.closeUnreachable()) {
                throw e;
            }
            return opened(given, opensFiles);
        }
    }

    private static StdioPlan opened(List<Stdio> given, boolean opensFiles) throws Errno.Failure {
        List<Stdio> stdio = new ArrayList<>(given);
        while (stdio.size() < 3) {
            stdio.add(new Stdio.Pipe());
        }
        StdioPlan plan = new StdioPlan(stdio, opensFiles);
        try {
            plan.openSources();
            return plan;
        } catch (Errno.Failure | RuntimeException e) {
            plan.close();
            throw e;
        }
    }

    private void openSources() throws Errno.Failure {
        if (stdio.size() > MAX_DESCRIPTORS) {
            throw new InvalidArgumentException(
                    "ERR_INVALID_ARG_VALUE",
                    "The argument 'stdio' is invalid: it has %d entries, at most %d are possible."
                            .formatted(stdio.size(), MAX_DESCRIPTORS));
        }
        for (int fd = 0; fd < stdio.size(); fd++) {
            // No pattern switch: making its call site takes a millisecond of the first spawn.
            Stdio entry = stdio.get(fd);
            if (entry instanceof Stdio.Pipe || entry instanceof Stdio.Overlapped) {
                sources.add(pair(fd));
            } else if (entry instanceof Stdio.Ipc) {
                channel = OptionalInt.of(fd);
                sources.add(pair(fd));
            } else if (entry instanceof Stdio.Descriptor(int number)) {
                sources.add(copy(fd, number));
            } else if (entry instanceof Stdio.Stream(Closeable stream)) {
                copyOf(fd, stream).ifPresent(sources::add);
            } else if (opensFiles) {
                Optional<Opening> file = Opening.of(entry);
                if (file.isPresent()) {
                    sources.add(file(fd, file.get()));
                }
            }
        }
    }

    private Source file(int target, Opening file) throws Errno.Failure {
        try (Arena arena = Arena.ofConfined()) {
            long path = NativeStrings.copy(arena, file.path().getBytes(StandardCharsets.UTF_8));
            int fd =
                    Errno.check(
                            Libc.open(path, file.flags() | O_CLOEXEC, file.mode()), file.path());
            try {
                return copy(target, fd);
            } finally {
                Libc.close(fd);
            }
        }
    }

    /** The child's end is above every target, so that no dup2 overwrites a later source. */
    private Source pair(int target) throws Errno.Failure {
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
            return new Source(target, parent, child);
        }
    }

    /** A copy above all targets, so that swapped descriptors do not overwrite each other. */
    private Source copy(int target, int fd) throws Errno.Failure {
        int copy = Errno.check(Libc.duplicateFrom(fd, stdio.size()), "Using descriptor " + fd);
        return new Source(target, NONE, copy);
    }

    /** Empty for a stream that is at its end already: nothing to read is what the child gets. */
    private Optional<Source> copyOf(int target, Closeable stream) throws Errno.Failure {
        Descriptor descriptor =
                switch (stream) {
                    case PipeInput input -> input.descriptor();
                    case PipeOutput output -> output.descriptor();
                    case DuplexOutput output -> output.descriptor();
                    default ->
                            throw new InvalidArgumentException(
                                    "ERR_INVALID_ARG_VALUE",
                                    "The argument 'stdio' is invalid: entry %d is %s, not a stream of a child. For a file use ReadFrom, WriteTo or AppendTo, for a stream of this program Descriptor 0, 1 or 2."
                                            .formatted(target, stream));
                };
        if (!descriptor.acquire()) {
            if (stream instanceof PipeInput input && input.isDrained()) {
                return Optional.empty();
            }
            throw new InvalidArgumentException(
                    "ERR_INVALID_ARG_VALUE",
                    "The argument 'stdio' is invalid: the stream of entry %d is closed."
                            .formatted(target));
        }
        try {
            return Optional.of(copy(target, descriptor.fd()));
        } finally {
            descriptor.release();
        }
    }

    /** The highest descriptor that is open here for the child. */
    int highest() {
        int highest = stdio.size();
        for (Source source : sources) {
            highest = Math.max(highest, Math.max(source.parent(), source.child()));
        }
        return highest;
    }

    /** How many descriptors the child has, holes counted. */
    int size() {
        return stdio.size();
    }

    /** The child's number of the IPC channel. */
    OptionalInt channel() {
        return channel;
    }

    /** Adds what the child has to do before exec. */
    void addTo(FileActions actions) {
        for (int fd = 0; fd < stdio.size(); fd++) {
            Stdio entry = stdio.get(fd);
            if (entry instanceof Stdio.Ignore) {
                addIgnored(actions, fd);
            } else if (entry instanceof Stdio.Inherit) {
                actions.duplicate(fd, fd);
            } else {
                addOpened(actions, fd, opensFiles ? Optional.empty() : Opening.of(entry));
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

    private void addOpened(FileActions actions, int target, Optional<Opening> byChild) {
        if (byChild.isPresent()) {
            Opening file = byChild.get();
            actions.open(target, file.path(), file.flags(), file.mode());
        } else {
            addSource(actions, target);
        }
    }

    private void addSource(FileActions actions, int target) {
        Optional<Source> source = source(target);
        if (source.isPresent()) {
            actions.duplicate(source.get().child(), target);
        } else {
            actions.open(target, "/dev/null", O_RDONLY, 0);
        }
    }

    private Optional<Source> source(int target) {
        for (Source source : sources) {
            if (source.target() == target) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    /**
     * The parent's end for a descriptor, when there is one. From {@link #take} on it belongs to the
     * caller.
     *
     * @param held whether the keeper holds it too
     */
    Optional<Descriptor> parentEnd(int target, boolean held) {
        int fd = parentFd(target);
        return fd == NONE ? Optional.empty() : Optional.of(new Descriptor(fd, held));
    }

    /** The number of the parent's end, or -1. */
    int parentFd(int target) {
        return source(target).map(Source::parent).orElse(NONE);
    }

    /** The parent's ends belong to the caller from now on. */
    void take() {
        taken = true;
    }

    /**
     * Closes the child's ends, which the child has now. Before anybody waits for its end: while
     * they are open here its pipes and its channel do not end.
     */
    void started() {
        started = true;
        sources.forEach(source -> Libc.close(source.child()));
    }

    @Override
    public void close() {
        for (Source source : sources) {
            if (!started) {
                Libc.close(source.child());
            }
            if (!taken && source.parent() != NONE) {
                Libc.close(source.parent());
            }
        }
        sources.clear();
    }
}
