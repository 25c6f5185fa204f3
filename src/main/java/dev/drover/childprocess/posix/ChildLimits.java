package dev.drover.childprocess.posix;

import java.io.IOException;

/** Makes a child with the resource limits of the user, not with those of this process. */
final class ChildLimits {

    /** Makes a child; gives its pid, or {@code -errno}. */
    interface Making {
        int run() throws IOException;
    }

    private ChildLimits() {}

    /**
     * Any thread; several may be at it.
     *
     * @param highest the highest descriptor that was opened for the child
     */
    static int run(int highest, Making making) throws IOException {
        boolean files = FileLimit.childIsToBeMade(highest);
        CoreDumps.childIsToBeMade();
        int pid;
        try {
            pid = making.run();
        } finally {
            CoreDumps.childIsMade();
            if (files) {
                FileLimit.childIsMade();
            }
        }
        if (pid > 0 && !files) {
            FileLimit.restoreFor(pid);
        }
        return pid;
    }
}
