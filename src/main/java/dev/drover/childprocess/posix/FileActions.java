package dev.drover.childprocess.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** A {@code posix_spawn_file_actions_t}: what the child does before exec, in this order. */
final class FileActions implements AutoCloseable {

    /** 80 bytes in glibc on 64-bit machines; with room to spare. */
    private static final long SIZE = 256;

    private static final String PREFIX = "posix_spawn_file_actions_";

    private final Arena arena;
    private final MemorySegment object;

    /** {@code arena} must live until posix_spawn has returned. */
    FileActions(Arena arena) {
        this.arena = arena;
        this.object = arena.allocate(SIZE, 16);
        call("init", 0, 0, 0, 0);
    }

    long address() {
        return object.address();
    }

    void duplicate(int from, int to) {
        call("adddup2", from, to, 0, 0);
    }

    void open(int fd, String path, int flags, int mode) {
        call(
                "addopen",
                fd,
                Spawner.cString(arena, path.getBytes(StandardCharsets.UTF_8)),
                flags,
                mode);
    }

    void close(int fd) {
        call("addclose", fd, 0, 0, 0);
    }

    void closeFrom(int lowest) {
        call("addclosefrom_np", lowest, 0, 0, 0);
    }

    /** To be added last: relative paths of earlier actions would move. */
    void changeDirectory(String path) {
        call("addchdir_np", Spawner.cString(arena, path.getBytes(StandardCharsets.UTF_8)), 0, 0, 0);
    }

    private void call(String name, long a, long b, long c, long d) {
        int errno = Libc.spawnSetup(PREFIX + name, address(), a, b, c, d);
        if (errno != 0) {
            throw new IllegalStateException(PREFIX + name + " failed: " + Errno.words(errno) + ".");
        }
    }

    @Override
    public void close() {
        call("destroy", 0, 0, 0, 0);
    }
}
