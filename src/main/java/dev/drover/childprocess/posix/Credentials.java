package dev.drover.childprocess.posix;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * The user and group that a child is to have. They are put on a thread of its own, by the raw
 * system calls (the C library's would change every thread of this JVM), which then spawns the child
 * and ends; the rest of the JVM keeps its rights.
 *
 * @param uid the user; empty: unchanged
 * @param gid the group; empty: unchanged
 */
record Credentials(OptionalInt uid, OptionalInt gid) {

    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    private static final int SYS_SETGROUPS = ARM ? 159 : 116;
    private static final int SYS_SETRESUID = ARM ? 147 : 117;
    private static final int SYS_SETRESGID = ARM ? 149 : 119;
    private static final int SYS_PRCTL = ARM ? 167 : 157;
    private static final int PR_SET_DUMPABLE = 4;

    /** What is done with them. */
    interface Call {
        /** Returns the result of the kernel's convention: negative is {@code -errno}. */
        int run();
    }

    boolean isEmpty() {
        return uid.isEmpty() && gid.isEmpty();
    }

    /** Runs a call with these credentials; negative is {@code -errno} of whatever failed. */
    int run(Call call) throws IOException {
        if (isEmpty()) {
            return call.run();
        }
        int[] result = new int[1];
        // A virtual thread would change its carrier.
        Thread thread =
                Thread.ofPlatform()
                        .name("drover-child-user")
                        .start(() -> result[0] = changedAndRun(call));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        // The change made the whole process unreadable for its own user; only now is that undone,
        // because while the thread lived, the other user could have traced it.
        Errno.check(Libc.syscall(SYS_PRCTL, PR_SET_DUMPABLE, 1, 0, 0), "prctl");
        return result[0];
    }

    private int changedAndRun(Call call) {
        int error = change();
        return error < 0 ? error : call.run();
    }

    private int change() {
        // Without the right to do so there are no foreign groups to drop: the errors that count
        // come from the next two calls.
        Libc.syscall(SYS_SETGROUPS, 0, 0, 0, 0);
        int error = gid.isPresent() ? set(SYS_SETRESGID, gid.getAsInt()) : 0;
        return error == 0 && uid.isPresent() ? set(SYS_SETRESUID, uid.getAsInt()) : error;
    }

    /** To the kernel -1 means "leave it", which must not pass for a success. */
    private static int set(int call, int id) {
        if (id == -1) {
            return -Errno.EINVAL;
        }
        long unsigned = Integer.toUnsignedLong(id);
        return Libc.syscall(call, unsigned, unsigned, unsigned, 0);
    }
}
