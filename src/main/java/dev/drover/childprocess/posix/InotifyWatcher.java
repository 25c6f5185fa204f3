package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.drover.childprocess.FileWatcher;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * inotify in the reactor. After each report the descriptor rests, so that a service that writes
 * without pause costs a hundred reports a second and not a core; what changes meanwhile waits in
 * the kernel, so the last change is always reported.
 */
final class InotifyWatcher implements FileWatcher {

    private static final Duration REST = Duration.ofMillis(10);
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int MODIFY = 0x2;
    private static final int ATTRIBUTES = 0x4;
    private static final int DELETE_SELF = 0x400;
    private static final int MOVE_SELF = 0x800;
    private static final int QUEUE_OVERFLOW = 0x4000;
    private static final int IGNORED = 0x8000;
    private static final int HEADER_SIZE = 16;
    private static final int LENGTH_OFFSET = 12;

    private final Reactor reactor;
    private final Descriptor inotify;
    private final Reactor.Registration registration;
    private final Map<Integer, List<FileWatch>> watches = new HashMap<>();

    private InotifyWatcher(Reactor reactor, Descriptor inotify) throws IOException {
        this.reactor = reactor;
        this.inotify = inotify;
        this.registration =
                reactor.register(inotify.fd(), Reactor.READABLE, (self, _) -> ready(self));
    }

    static InotifyWatcher open(Reactor reactor) throws IOException {
        Descriptor inotify =
                new Descriptor(Errno.check(Libc.inotifyInit1(NONBLOCK_CLOEXEC), "inotify_init1"));
        try {
            return new InotifyWatcher(reactor, inotify);
        } catch (IOException e) {
            inotify.close();
            throw e;
        }
    }

    @Override
    public Watch watch(Path file, Runnable changed) throws IOException {
        if (!inotify.acquire()) {
            throw new IOException("The file watcher is closed.");
        }
        try (Arena arena = Arena.ofConfined()) {
            long path =
                    NativeStrings.copy(
                            arena,
                            file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
            synchronized (watches) {
                int number =
                        Errno.check(
                                Libc.inotifyAddWatch(
                                        inotify.fd(),
                                        path,
                                        MODIFY | ATTRIBUTES | MOVE_SELF | DELETE_SELF),
                                "Watching " + file);
                FileWatch watch = new FileWatch(number, changed);
                watches.computeIfAbsent(number, _ -> new ArrayList<>()).add(watch);
                return watch;
            }
        } finally {
            inotify.release();
        }
    }

    @Override
    public void close() {
        reactor.unregister(registration);
        inotify.close();
        synchronized (watches) {
            watches.clear();
        }
    }

    private void ready(Reactor.Registration self) {
        List<FileWatch> changed = changed();
        reactor.modify(self, 0);
        reactor.schedule(REST, () -> resume(self));
        changed.forEach(FileWatch::report);
    }

    private void resume(Reactor.Registration self) {
        if (inotify.acquire()) {
            reactor.modify(self, Reactor.READABLE);
            inotify.release();
        }
    }

    /** Empties the kernel's queue; each watch once. */
    private List<FileWatch> changed() {
        if (!inotify.acquire()) {
            return List.of();
        }
        try {
            MemorySegment buffer = reactor.incoming();
            long size = Libc.read(inotify.fd(), buffer.address(), buffer.byteSize());
            synchronized (watches) {
                return namedIn(buffer, size);
            }
        } finally {
            inotify.release();
        }
    }

    private List<FileWatch> namedIn(MemorySegment buffer, long size) {
        Set<FileWatch> named = new LinkedHashSet<>();
        for (long at = 0; at + HEADER_SIZE <= size; ) {
            int number = buffer.get(JAVA_INT, at);
            int mask = buffer.get(JAVA_INT, at + 4);
            if ((mask & QUEUE_OVERFLOW) != 0) {
                watches.values().forEach(named::addAll);
            } else {
                named.addAll(watches.getOrDefault(number, List.of()));
            }
            if ((mask & IGNORED) != 0) {
                watches.remove(number);
            }
            at += HEADER_SIZE + buffer.get(JAVA_INT, at + LENGTH_OFFSET);
        }
        return List.copyOf(named);
    }

    /** One watched file. Several watches of the same file share the kernel's number. */
    private final class FileWatch implements Watch {

        private final int number;
        private final Runnable changed;
        private volatile boolean closed;

        FileWatch(int number, Runnable changed) {
            this.number = number;
            this.changed = changed;
        }

        void report() {
            if (!closed) {
                changed.run();
            }
        }

        @Override
        public void close() {
            closed = true;
            synchronized (watches) {
                List<FileWatch> sharing = watches.get(number);
                if (sharing != null && sharing.remove(this) && sharing.isEmpty()) {
                    watches.remove(number);
                    if (inotify.acquire()) {
                        Libc.inotifyRmWatch(inotify.fd(), number);
                        inotify.release();
                    }
                }
            }
        }
    }
}
