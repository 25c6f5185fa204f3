package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One daemon thread for all descriptors: waits in epoll for pidfds, IPC sockets, pipes and inotify,
 * runs what is handed to {@link #execute}, and keeps timers. Everything it runs must not block.
 */
final class Reactor implements Executor {

    static final int READABLE = 0x1;
    static final int WRITABLE = 0x4;
    static final int ERROR = 0x8;
    static final int HANG_UP = 0x10;
    static final int READ_HANG_UP = 0x2000;

    /** Receives the epoll events of a descriptor, on the reactor's thread. */
    interface Handler {
        void ready(Registration self, int events);
    }

    /**
     * A descriptor that is waited for. The token names the registration, so a late event of a
     * closed descriptor is never taken for its successor's.
     */
    record Registration(int fd, long token) {}

    private record Watched(Registration registration, Handler handler) {}

    private record Timer(long deadline, long order, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(deadline - other.deadline, 0);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);
    private static final int CLOEXEC = 0x80000;
    private static final int NONBLOCK = 0x800;
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int MODIFY = 3;
    private static final int MAX_EVENTS = 256;
    private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");
    private static final int EVENT_SIZE = PACKED ? 12 : 16;
    private static final int DATA_OFFSET = PACKED ? 4 : 8;
    private static final int BUFFER_SIZE = 64 << 10;

    /** For messages nested as deeply as is allowed, whatever -Xss says; taken only when used. */
    private static final long STACK_BYTES = 2 << 20;

    private static @Nullable Reactor shared;

    private final int epoll;
    private final int wakeFd;
    private final MemorySegment events = Arena.global().allocate((long) MAX_EVENTS * EVENT_SIZE, 8);
    private final MemorySegment counter = Arena.global().allocate(8, 8);
    private final MemorySegment one = Arena.global().allocate(8, 8);
    private final MemorySegment incoming = Arena.global().allocate(BUFFER_SIZE, 8);
    private final MemorySegment outgoing = Arena.global().allocate(BUFFER_SIZE, 8);
    private final byte[] received = new byte[BUFFER_SIZE];

    /** Held so that whoever loses the race to unregister may close the descriptor at once. */
    private final Object registering = new Object();

    private final ConcurrentHashMap<Long, Watched> handlers = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Thread thread =
            Thread.ofPlatform()
                    .name("drover-child-events")
                    .daemon()
                    .stackSize(STACK_BYTES)
                    .unstarted(this::run);
    private long timerOrder;

    /** The reactor of this JVM; starts it when it is first asked for. */
    static synchronized Reactor shared() throws IOException {
        if (shared == null) {
            shared = new Reactor();
            shared.thread.start();
        }
        return shared;
    }

    private Reactor() throws IOException {
        epoll = Errno.check(Libc.epollCreate1(CLOEXEC), "epoll_create1");
        wakeFd = Errno.check(Libc.eventfd(0, CLOEXEC | NONBLOCK), "eventfd");
        one.set(JAVA_LONG_UNALIGNED, 0, 1);
        register(wakeFd, READABLE, (_, _) -> clearWake());
    }

    /** Starts waiting for a descriptor; hang-up and error are always reported. From any thread. */
    Registration register(int fd, int interest, Handler handler) throws IOException {
        Registration registration = new Registration(fd, tokens.incrementAndGet());
        handlers.put(registration.token(), new Watched(registration, handler));
        int result = control(ADD, registration, interest);
        if (result < 0) {
            handlers.remove(registration.token());
            throw Errno.exception(-result, "epoll_ctl");
        }
        return registration;
    }

    /** Changes what is waited for; nothing after {@link #unregister}. From any thread. */
    void modify(Registration registration, int interest) {
        synchronized (registering) {
            if (handlers.containsKey(registration.token())) {
                control(MODIFY, registration, interest);
            }
        }
    }

    /**
     * Stops waiting; to be called before the descriptor is closed. From any thread.
     *
     * @return false when it was done before
     */
    boolean unregister(Registration registration) {
        synchronized (registering) {
            if (handlers.remove(registration.token()) == null) {
                return false;
            }
            control(DELETE, registration, 0);
            return true;
        }
    }

    /** Runs a task on the reactor's thread, in the order of the calls. From any thread. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        // The reactor itself looks for tasks before it waits again.
        if (!isCurrentThread() && woken.compareAndSet(false, true)) {
            Libc.write(wakeFd, one.address(), 8);
        }
    }

    /** Runs a task on the reactor's thread after a delay. Only from the reactor's thread. */
    void schedule(Duration delay, Runnable task) {
        timers.add(new Timer(System.nanoTime() + delay.toNanos(), timerOrder++, task));
    }

    /** True on the reactor's thread, which alone may use the buffers. */
    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** True on the thread of the one of this JVM, if that was started. */
    static synchronized boolean isItsThread() {
        return shared != null && shared.isCurrentThread();
    }

    /** Room for one read; only for handlers, and only until they return. */
    MemorySegment incoming() {
        return incoming;
    }

    /** A copy of the first bytes of {@link #incoming}; good until the handler returns. */
    byte[] received(int count) {
        MemorySegment.copy(incoming, JAVA_BYTE, 0, received, 0, count);
        return received;
    }

    /** Room for one write; only on the reactor's thread. */
    MemorySegment outgoing() {
        return outgoing;
    }

    private int control(int operation, Registration registration, int interest) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT_SIZE, 8);
            event.set(JAVA_INT_UNALIGNED, 0, interest);
            event.set(JAVA_LONG_UNALIGNED, DATA_OFFSET, registration.token());
            return Libc.epollCtl(epoll, operation, registration.fd(), event.address());
        }
    }

    private void run() {
        while (true) {
            int count = Libc.epollWait(epoll, events.address(), MAX_EVENTS, timeoutMillis());
            for (int i = 0; i < count; i++) {
                long at = (long) i * EVENT_SIZE;
                dispatch(
                        events.get(JAVA_LONG_UNALIGNED, at + DATA_OFFSET),
                        events.get(JAVA_INT_UNALIGNED, at));
            }
            runTimers();
            runTasks();
        }
    }

    private void dispatch(long token, int ready) {
        Watched watched = handlers.get(token);
        if (watched != null) {
            guarded(() -> watched.handler().ready(watched.registration(), ready));
        }
    }

    private int timeoutMillis() {
        if (!tasks.isEmpty()) {
            return 0;
        }
        Timer next = timers.peek();
        if (next == null) {
            return -1;
        }
        long nanos = next.deadline() - System.nanoTime();
        return nanos <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
    }

    private void runTimers() {
        long now = System.nanoTime();
        for (Timer next = timers.peek();
                next != null && next.deadline() - now <= 0;
                next = timers.peek()) {
            timers.remove();
            guarded(next.task());
        }
    }

    private void runTasks() {
        // Only what is there now: a task that hands over another must not starve the descriptors.
        for (int left = tasks.size(); left > 0; left--) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            guarded(task);
        }
    }

    private void clearWake() {
        Libc.read(wakeFd, counter.address(), 8);
        woken.set(false);
    }

    /**
     * Boundary: whatever a listener throws, it must not end the thread that all children depend on.
     */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A listener of a child process failed.", e);
        }
    }
}
