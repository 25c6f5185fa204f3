package dev.drover.childprocess.posix;

/**
 * A file descriptor that several threads use and any thread may close: the number is given back to
 * the kernel only when nobody is inside a call with it, so a call never reaches a descriptor that
 * was opened later under the same number.
 */
final class Descriptor {

    private static final int SHUT_BOTH = 2;

    private final int fd;
    private boolean held;
    private int users;
    private boolean closing;

    Descriptor(int fd) {
        this(fd, false);
    }

    /**
     * @param held true for a socket that the keeper holds too: closing it is the end for the other
     *     side all the same
     */
    Descriptor(int fd, boolean held) {
        this.fd = fd;
        this.held = held;
    }

    /** The keeper holds it too, from now on. */
    synchronized void hold() {
        held = true;
    }

    /** Whether the keeper holds it too. */
    synchronized boolean isHeld() {
        return held;
    }

    /**
     * The number; only for use between {@link #acquire} and {@link #release}, or by the sole owner.
     */
    int fd() {
        return fd;
    }

    /**
     * Begins a call.
     *
     * @return false when it is closed; then there is no {@link #release} to do
     */
    synchronized boolean acquire() {
        if (closing) {
            return false;
        }
        users++;
        return true;
    }

    /** Ends a call. */
    synchronized void release() {
        users--;
        if (closing && users == 0) {
            Libc.close(fd);
        }
    }

    synchronized boolean isOpen() {
        return !closing;
    }

    /**
     * Closes it without shutting down a socket that other processes hold too; a call that is under
     * way ends by itself.
     */
    synchronized void closeShared() {
        if (!closing) {
            closing = true;
            if (users == 0) {
                Libc.close(fd);
            }
        }
    }

    /**
     * Closes it; threads that are blocked in a call on a socket return at once.
     *
     * @return false when it was closed before
     */
    synchronized boolean close() {
        if (closing) {
            return false;
        }
        closing = true;
        if (users > 0 || held) {
            Libc.shutdown(fd, SHUT_BOTH);
        }
        if (users == 0) {
            Libc.close(fd);
        }
        return true;
    }
}
