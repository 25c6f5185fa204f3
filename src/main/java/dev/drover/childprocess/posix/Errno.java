package dev.drover.childprocess.posix;

import java.io.IOException;
import java.util.Map;

/** Error numbers of Linux (the same on x86-64 and arm64), their names and their words. */
final class Errno {

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int ENOEXEC = 8;
    static final int EBADF = 9;
    static final int ECHILD = 10;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int ENOTDIR = 20;
    static final int EIO = 5;
    static final int EINVAL = 22;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int EAFNOSUPPORT = 97;
    static final int EADDRNOTAVAIL = 99;
    static final int ECONNABORTED = 103;
    static final int EINPROGRESS = 115;

    private record Entry(String name, String words) {}

    private static final Map<Integer, Entry> TABLE =
            Map.ofEntries(
                    entry(1, "EPERM", "operation not permitted"),
                    entry(2, "ENOENT", "no such file or directory"),
                    entry(3, "ESRCH", "no such process"),
                    entry(4, "EINTR", "interrupted call"),
                    entry(5, "EIO", "input/output error"),
                    entry(6, "ENXIO", "no such device or address"),
                    entry(7, "E2BIG", "arguments and environment are too long"),
                    entry(8, "ENOEXEC", "not an executable format"),
                    entry(9, "EBADF", "bad file descriptor"),
                    entry(10, "ECHILD", "no child process"),
                    entry(11, "EAGAIN", "a limit on processes or memory is reached for now"),
                    entry(12, "ENOMEM", "out of memory"),
                    entry(13, "EACCES", "permission denied"),
                    entry(16, "EBUSY", "busy"),
                    entry(17, "EEXIST", "file exists"),
                    entry(20, "ENOTDIR", "a part of the path is not a directory"),
                    entry(21, "EISDIR", "is a directory"),
                    entry(22, "EINVAL", "invalid argument"),
                    entry(23, "ENFILE", "too many open files in the system"),
                    entry(24, "EMFILE", "too many open files in this process"),
                    entry(26, "ETXTBSY", "the program file is open for writing"),
                    entry(28, "ENOSPC", "no space left"),
                    entry(30, "EROFS", "read-only file system"),
                    entry(32, "EPIPE", "the other end is closed"),
                    entry(36, "ENAMETOOLONG", "file name too long"),
                    entry(38, "ENOSYS", "not implemented by this kernel"),
                    entry(40, "ELOOP", "too many symbolic links"),
                    entry(80, "ELIBBAD", "corrupted shared library"),
                    entry(95, "ENOTSUP", "not supported"),
                    entry(88, "ENOTSOCK", "not a socket"),
                    entry(90, "EMSGSIZE", "the packet is too long"),
                    entry(97, "EAFNOSUPPORT", "this machine has no such kind of address"),
                    entry(98, "EADDRINUSE", "address already in use"),
                    entry(99, "EADDRNOTAVAIL", "this machine does not have the address"),
                    entry(101, "ENETUNREACH", "the network is out of reach"),
                    entry(103, "ECONNABORTED", "connection aborted"),
                    entry(104, "ECONNRESET", "connection reset by the other end"),
                    entry(107, "ENOTCONN", "not connected"),
                    entry(110, "ETIMEDOUT", "no answer in time"),
                    entry(111, "ECONNREFUSED", "nobody listens there"),
                    entry(113, "EHOSTUNREACH", "the host is out of reach"));

    private Errno() {}

    private static Map.Entry<Integer, Entry> entry(int number, String name, String words) {
        return Map.entry(number, new Entry(name, words));
    }

    /** The symbolic name: {@code ENOENT}; a number without one is {@code E}n. */
    static String name(int errno) {
        Entry entry = TABLE.get(errno);
        return entry == null ? "E" + errno : entry.name();
    }

    /** What it means, in lower case, without a full stop. */
    static String words(int errno) {
        Entry entry = TABLE.get(errno);
        return entry == null ? "error " + errno : entry.words();
    }

    /**
     * Passes on a result of {@link Libc}.
     *
     * @throws IOException when it is {@code -errno}; its message names the call and the error
     */
    static int check(int result, String call) throws Failure {
        if (result < 0) {
            throw exception(-result, call);
        }
        return result;
    }

    /** The exception for a failed call. */
    static Failure exception(int errno, String call) {
        return new Failure(errno, call);
    }

    /** A call that failed. */
    static final class Failure extends IOException {

        private static final long serialVersionUID = 1L;

        private final int errno;

        private final String what;

        private Failure(int errno, String call) {
            this("%s failed: %s".formatted(call, words(errno)), errno);
        }

        private Failure(String what, int errno) {
            super("%s (%s).".formatted(what, name(errno)));
            this.what = what;
            this.errno = errno;
        }

        /** The message without the error's name, to be put into another. */
        String what() {
            return what;
        }

        int errno() {
            return errno;
        }
    }
}
