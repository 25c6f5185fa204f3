package dev.drover.childprocess.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** A {@code posix_spawn_file_actions_t}: what the child does before exec, in this order. */
final class FileActions implements AutoCloseable {

    /** 80 bytes in glibc on 64-bit machines; with room to spare. */
    private static final long SIZE = 256;

    /** One of the {@code posix_spawn_file_actions_…} functions. */
    private enum Function {
        INIT("init"),
        DUPLICATE("adddup2"),
        OPEN("addopen"),
        CLOSE("addclose"),
        CLOSE_FROM("addclosefrom_np"),
        CHANGE_DIRECTORY("addchdir_np"),
        DESTROY("destroy");

        private final String fullName;
        private final MemorySegment address;

        Function(String name) {
            fullName = "posix_spawn_file_actions_" + name;
            address = Libc.symbol(fullName);
        }
    }

    private final Arena arena;
    private final MemorySegment object;

    /** {@code arena} must live until posix_spawn has returned. */
    FileActions(Arena arena) {
        this.arena = arena;
        this.object = arena.allocate(SIZE, 16);
        call(Function.INIT, 0, 0, 0, 0);
    }

    long address() {
        return object.address();
    }

    void duplicate(int from, int to) {
        call(Function.DUPLICATE, from, to, 0, 0);
    }

    void open(int fd, String path, int flags, int mode) {
        call(
                Function.OPEN,
                fd,
                NativeStrings.copy(arena, path.getBytes(StandardCharsets.UTF_8)),
                flags,
                mode);
    }

    void close(int fd) {
        call(Function.CLOSE, fd, 0, 0, 0);
    }

    void closeFrom(int lowest) {
        call(Function.CLOSE_FROM, lowest, 0, 0, 0);
    }

    /** To be added last: relative paths of earlier actions would move. */
    void changeDirectory(String path) {
        call(
                Function.CHANGE_DIRECTORY,
                NativeStrings.copy(arena, path.getBytes(StandardCharsets.UTF_8)),
                0,
                0,
                0);
    }

    private void call(Function function, long a, long b, long c, long d) {
        int errno = Libc.spawnSetup(function.address, address(), a, b, c, d);
        if (errno != 0) {
            throw new IllegalStateException(
                    function.fullName + " failed: " + Errno.words(errno) + ".");
        }
    }

    @Override
    public void close() {
        call(Function.DESTROY, 0, 0, 0, 0);
    }
}
