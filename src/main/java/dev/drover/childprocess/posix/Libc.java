package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The functions of the C library that we use, one thin method each.
 *
 * <p>Results follow the kernel's convention: a negative number is {@code -errno}. Pointers are
 * addresses; whoever passes one keeps its memory alive. All functions share one shape, {@code long
 * f(long, long, long, long, long, long)}, because each further shape costs tens of milliseconds at
 * start; on x86-64 and arm64 it is right for up to six integer arguments. It is so for {@code
 * fcntl} and {@code syscall} too: Linux passes variable integer arguments as it passes all others
 * there.
 */
@SuppressWarnings("restricted")
final class Libc {

    private static final int SYS_PIDFD_SEND_SIGNAL = 424;
    private static final int SYS_PIDFD_OPEN = 434;
    private static final int SYS_WAITID =
            System.getProperty("os.arch", "").equals("aarch64") ? 95 : 247;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CALL =
            LINKER.downcallHandle(SHAPE, Linker.Option.captureCallState("errno"));
    private static final ThreadLocal<MemorySegment> ERRNO =
            ThreadLocal.withInitial(
                    () -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

    private static final MemorySegment ACCEPT4 = symbol("accept4");
    private static final MemorySegment ACCESS = symbol("access");
    private static final MemorySegment BIND = symbol("bind");
    private static final MemorySegment CLOSE = symbol("close");
    private static final MemorySegment CONNECT = symbol("connect");
    private static final MemorySegment EPOLL_CREATE1 = symbol("epoll_create1");
    private static final MemorySegment EPOLL_CTL = symbol("epoll_ctl");
    private static final MemorySegment EPOLL_WAIT = symbol("epoll_wait");
    private static final MemorySegment EVENTFD = symbol("eventfd");
    private static final MemorySegment FCNTL = symbol("fcntl");
    private static final MemorySegment GETPEERNAME = symbol("getpeername");
    private static final MemorySegment GETSID = symbol("getsid");
    private static final MemorySegment GETSOCKNAME = symbol("getsockname");
    private static final MemorySegment GETSOCKOPT = symbol("getsockopt");
    private static final MemorySegment INOTIFY_ADD_WATCH = symbol("inotify_add_watch");
    private static final MemorySegment INOTIFY_INIT1 = symbol("inotify_init1");
    private static final MemorySegment INOTIFY_RM_WATCH = symbol("inotify_rm_watch");
    private static final MemorySegment KILL = symbol("kill");
    private static final MemorySegment LISTEN = symbol("listen");
    private static final MemorySegment POLL = symbol("poll");
    private static final MemorySegment PRLIMIT = symbol("prlimit");
    private static final MemorySegment READ = symbol("read");
    private static final MemorySegment RECV = symbol("recv");
    private static final MemorySegment RECVFROM = symbol("recvfrom");
    private static final MemorySegment RECVMSG = symbol("recvmsg");
    private static final MemorySegment SENDMSG = symbol("sendmsg");
    private static final MemorySegment SENDTO = symbol("sendto");
    private static final MemorySegment SETSOCKOPT = symbol("setsockopt");
    private static final MemorySegment SEND = symbol("send");
    private static final MemorySegment SHUTDOWN = symbol("shutdown");
    private static final MemorySegment SIGACTION = symbol("sigaction");
    private static final MemorySegment SOCKET = symbol("socket");
    private static final MemorySegment SOCKETPAIR = symbol("socketpair");
    private static final MemorySegment SPAWN = symbol("posix_spawn");
    private static final MemorySegment SYSCALL = symbol("syscall");
    private static final MemorySegment WAITID = symbol("waitid");
    private static final MemorySegment WRITE = symbol("write");

    /** Found with the first use: most programs never free a part of a file. */
    private static final class FileFunctions {
        static final MemorySegment IOCTL = symbol("ioctl");
        static final MemorySegment FALLOCATE = symbol("fallocate");
        static final MemorySegment OPEN = symbol("open");
    }

    /** Of a process that sends large messages. */
    private static final class LargeMessageFunctions {
        static final MemorySegment LSEEK = symbol("lseek");
        static final MemorySegment MEMFD_CREATE = symbol("memfd_create");
        static final MemorySegment SENDFILE = symbol("sendfile");
    }

    /** Of a process that runs for long. */
    private static final class MemoryFunctions {
        static final MemorySegment MADVISE = symbol("madvise");
    }

    private static final class GnuFunctions {
        static final MemorySegment MALLOC_TRIM = symbol("malloc_trim");
    }

    private Libc() {}

    /** True when the C library has a function of this name. */
    static boolean has(String name) {
        return find(name).isPresent();
    }

    /** The address of the C variable {@code environ}. */
    static MemorySegment environ() {
        return symbol("environ").reinterpret(ADDRESS.byteSize());
    }

    static int accept4(int fd, long address, long size, int flags) {
        return intResult(call(ACCEPT4, fd, address, size, flags, 0, 0));
    }

    static int access(long path, int mode) {
        return intResult(call(ACCESS, path, mode, 0, 0, 0, 0));
    }

    static int bind(int fd, long address, int size) {
        return intResult(call(BIND, fd, address, size, 0, 0, 0));
    }

    static int close(int fd) {
        return intResult(call(CLOSE, fd, 0, 0, 0, 0, 0));
    }

    static int connect(int fd, long address, int size) {
        return intResult(call(CONNECT, fd, address, size, 0, 0, 0));
    }

    static int epollCreate1(int flags) {
        return intResult(call(EPOLL_CREATE1, flags, 0, 0, 0, 0, 0));
    }

    static int epollCtl(int epoll, int operation, int fd, long event) {
        return intResult(call(EPOLL_CTL, epoll, operation, fd, event, 0, 0));
    }

    static int epollWait(int epoll, long events, int max, int timeoutMillis) {
        return intResult(call(EPOLL_WAIT, epoll, events, max, timeoutMillis, 0, 0));
    }

    static int eventfd(int initial, int flags) {
        return intResult(call(EVENTFD, initial, flags, 0, 0, 0, 0));
    }

    /** A duplicate of {@code fd} numbered {@code lowest} or above, closed on exec. */
    static int duplicateFrom(int fd, int lowest) {
        return intResult(call(FCNTL, fd, 1030 /* F_DUPFD_CLOEXEC */, lowest, 0, 0, 0));
    }

    static int fallocate(int fd, int mode, long offset, long length) {
        return intResult(call(FileFunctions.FALLOCATE, fd, mode, offset, length, 0, 0));
    }

    static int ioctl(int fd, long request, long argument) {
        return intResult(call(FileFunctions.IOCTL, fd, request, argument, 0, 0, 0));
    }

    static int open(long path, int flags, int mode) {
        return intResult(call(FileFunctions.OPEN, path, flags, mode, 0, 0, 0));
    }

    static int getpeername(int fd, long address, long size) {
        return intResult(call(GETPEERNAME, fd, address, size, 0, 0, 0));
    }

    static int getsid(long pid) {
        return intResult(call(GETSID, pid, 0, 0, 0, 0, 0));
    }

    static int getsockname(int fd, long address, long size) {
        return intResult(call(GETSOCKNAME, fd, address, size, 0, 0, 0));
    }

    static int getsockopt(int fd, int level, int name, long value, long size) {
        return intResult(call(GETSOCKOPT, fd, level, name, value, size, 0));
    }

    static int inotifyAddWatch(int inotify, long path, int mask) {
        return intResult(call(INOTIFY_ADD_WATCH, inotify, path, mask, 0, 0, 0));
    }

    static int inotifyInit1(int flags) {
        return intResult(call(INOTIFY_INIT1, flags, 0, 0, 0, 0, 0));
    }

    static int inotifyRmWatch(int inotify, int watch) {
        return intResult(call(INOTIFY_RM_WATCH, inotify, watch, 0, 0, 0, 0));
    }

    static int kill(long pid, int signal) {
        return intResult(call(KILL, pid, signal, 0, 0, 0, 0));
    }

    static int listen(int fd, int backlog) {
        return intResult(call(LISTEN, fd, backlog, 0, 0, 0, 0));
    }

    static long lseek(int fd, long offset, int whence) {
        return longResult(call(LargeMessageFunctions.LSEEK, fd, offset, whence, 0, 0, 0));
    }

    static int memfdCreate(long name, int flags) {
        return intResult(call(LargeMessageFunctions.MEMFD_CREATE, name, flags, 0, 0, 0, 0));
    }

    static int madvise(long address, long length, int advice) {
        return intResult(call(MemoryFunctions.MADVISE, address, length, advice, 0, 0, 0));
    }

    /** Not in every C library. */
    static void mallocTrim() {
        call(GnuFunctions.MALLOC_TRIM, 0, 0, 0, 0, 0, 0);
    }

    static int pidfdOpen(long pid) {
        return intResult(call(SYSCALL, SYS_PIDFD_OPEN, pid, 0, 0, 0, 0));
    }

    static int pidfdSendSignal(int pidfd, int signal, int flags) {
        return intResult(call(SYSCALL, SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, flags, 0));
    }

    static int poll(long descriptors, int count, int timeoutMillis) {
        return intResult(call(POLL, descriptors, count, timeoutMillis, 0, 0, 0));
    }

    static int prlimit(int pid, int resource, long limit, long old) {
        return intResult(call(PRLIMIT, pid, resource, limit, old, 0, 0));
    }

    static long read(int fd, long buffer, long size) {
        return longResult(call(READ, fd, buffer, size, 0, 0, 0));
    }

    static long recv(int fd, long buffer, long size, int flags) {
        return longResult(call(RECV, fd, buffer, size, flags, 0, 0));
    }

    static long recvfrom(int fd, long buffer, long size, int flags, long address, long length) {
        return longResult(call(RECVFROM, fd, buffer, size, flags, address, length));
    }

    static long recvmsg(int fd, long message, int flags) {
        return longResult(call(RECVMSG, fd, message, flags, 0, 0, 0));
    }

    static long send(int fd, long buffer, long size, int flags) {
        return longResult(call(SEND, fd, buffer, size, flags, 0, 0));
    }

    /** From the place where the file {@code from} stands, which moves by what {@code to} took. */
    static long sendfile(int to, int from, long count) {
        return longResult(call(LargeMessageFunctions.SENDFILE, to, from, 0, count, 0, 0));
    }

    static long sendto(int fd, long buffer, long size, int flags, long address, long length) {
        return longResult(call(SENDTO, fd, buffer, size, flags, address, length));
    }

    static long sendmsg(int fd, long message, int flags) {
        return longResult(call(SENDMSG, fd, message, flags, 0, 0, 0));
    }

    /** Sets {@code FD_CLOEXEC}. */
    static int closeOnExec(int fd) {
        return intResult(call(FCNTL, fd, 2 /* F_SETFD */, 1, 0, 0, 0));
    }

    /** Sets {@code O_NONBLOCK} and its like. */
    static int setStatusFlags(int fd, int flags) {
        return intResult(call(FCNTL, fd, 4 /* F_SETFL */, flags, 0, 0, 0));
    }

    static int setsockopt(int fd, int level, int name, long value, int size) {
        return intResult(call(SETSOCKOPT, fd, level, name, value, size, 0));
    }

    static int shutdown(int fd, int how) {
        return intResult(call(SHUTDOWN, fd, how, 0, 0, 0, 0));
    }

    static int sigaction(int signal, long action, long old) {
        return intResult(call(SIGACTION, signal, action, old, 0, 0, 0));
    }

    static int socket(int domain, int type, int protocol) {
        return intResult(call(SOCKET, domain, type, protocol, 0, 0, 0));
    }

    static int socketpair(int domain, int type, int protocol, long pair) {
        return intResult(call(SOCKETPAIR, domain, type, protocol, pair, 0, 0));
    }

    static int waitid(int idType, long id, long info, int options) {
        return intResult(call(WAITID, idType, id, info, options, 0, 0));
    }

    /** The same; {@code usage} gets what the process used, which the C library's does not ask. */
    static int waitid(int idType, long id, long info, int options, long usage) {
        return intResult(call(SYSCALL, SYS_WAITID, idType, id, info, options, usage));
    }

    /** A system call that the C library wraps in a way that we must not have. */
    static int syscall(int number, long a, long b, long c, long d) {
        return intResult(call(SYSCALL, number, a, b, c, d, 0));
    }

    static long write(int fd, long buffer, long size) {
        return longResult(call(WRITE, fd, buffer, size, 0, 0, 0));
    }

    /** Returns 0 or the positive error number, as posix_spawn itself does. */
    static int posixSpawn(
            long pid, long path, long actions, long attributes, long argv, long envp) {
        return (int) call(SPAWN, pid, path, actions, attributes, argv, envp);
    }

    /**
     * Calls one of the {@code posix_spawn_file_actions_…} or {@code posix_spawnattr_…} functions.
     *
     * @return 0 or the positive error number
     */
    static int spawnSetup(MemorySegment function, long object, long a, long b, long c, long d) {
        return (int) call(function, object, a, b, c, d, 0);
    }

    static MemorySegment symbol(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                new UnsatisfiedLinkError(
                                        "The C library has no symbol " + name + "."));
    }

    private static Optional<MemorySegment> find(String name) {
        return LINKER.defaultLookup().find(name);
    }

    private static int intResult(long result) {
        return (int) result == -1 ? -lastErrno() : (int) result;
    }

    private static long longResult(long result) {
        return result == -1 ? -lastErrno() : result;
    }

    private static int lastErrno() {
        return ERRNO.get().get(JAVA_INT, 0);
    }

    // The uniform shape of every call: function and six words.
    @SuppressWarnings({"checkstyle:IllegalCatch", "checkstyle:ParameterNumber"})
    private static long call(
            MemorySegment function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(function, ERRNO.get(), a, b, c, d, e, f);
        } catch (Throwable t) {
            // Boundary: a downcall itself throws nothing, so this is a wrong binding.
            throw new IllegalStateException("A call into the C library is bound wrongly.", t);
        }
    }
}
