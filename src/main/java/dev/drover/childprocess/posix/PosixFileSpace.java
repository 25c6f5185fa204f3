package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.drover.childprocess.FileSpace;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code fallocate} and the map of a file's extents. */
final class PosixFileSpace implements FileSpace {

    private static final int RDWR_CLOEXEC = 0x2 | 0x80000;
    private static final int KEEP_SIZE = 0x1;
    private static final int PUNCH_HOLE = 0x2;
    private static final int COLLAPSE_RANGE = 0x8;

    private static final long FS_IOC_FIEMAP = 0xC020660BL;
    private static final int FIEMAP_SYNC = 1;
    private static final int FIEMAP_BYTES = 32;
    private static final int EXTENT_BYTES = 56;
    private static final int MAPPED_EXTENTS = 20;
    private static final int EXTENT_COUNT = 24;
    private static final int EXTENT_FLAGS = FIEMAP_BYTES + 40;

    /** The place is unknown, not yet chosen, or not of this file alone. */
    private static final int NO_PLACE = 0x2 | 0x4 | 0x8 | 0x200;

    private final Descriptor descriptor;
    private final Path file;

    private PosixFileSpace(Descriptor descriptor, Path file) {
        this.descriptor = descriptor;
        this.file = file;
    }

    static PosixFileSpace open(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            byte[] path = file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
            int fd = Libc.open(NativeStrings.copy(arena, path), RDWR_CLOEXEC, 0);
            return new PosixFileSpace(
                    new Descriptor(Errno.check(fd, "Opening " + file + " for writing")), file);
        }
    }

    @Override
    public void release(long offset, long length) throws IOException {
        allocate(PUNCH_HOLE | KEEP_SIZE, offset, length, "Freeing a part of ");
    }

    @Override
    public void reserve(long offset, long length) throws IOException {
        allocate(KEEP_SIZE, offset, length, "Reserving space for ");
    }

    @Override
    public void removeHead(long length) throws IOException {
        allocate(COLLAPSE_RANGE, 0, length, "Cutting the head off ");
    }

    private void allocate(int mode, long offset, long length, String what) throws IOException {
        begin();
        try {
            int result;
            do {
                result = Libc.fallocate(descriptor.fd(), mode, offset, length);
            } while (result == -Errno.EINTR);
            Errno.check(result, what + file);
        } finally {
            descriptor.release();
        }
    }

    @Override
    public long placeOf(long offset) throws IOException {
        begin();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment map = arena.allocate(FIEMAP_BYTES + EXTENT_BYTES, 8);
            map.set(JAVA_LONG, 0, offset);
            map.set(JAVA_LONG, 8, 1);
            map.set(JAVA_INT, 16, FIEMAP_SYNC);
            map.set(JAVA_INT, EXTENT_COUNT, 1);
            int result = Libc.ioctl(descriptor.fd(), FS_IOC_FIEMAP, map.address());
            if (result < 0 || map.get(JAVA_INT, MAPPED_EXTENTS) != 1) {
                return -1;
            }
            long logical = map.get(JAVA_LONG, FIEMAP_BYTES);
            long physical = map.get(JAVA_LONG, FIEMAP_BYTES + 8);
            boolean known = (map.get(JAVA_INT, EXTENT_FLAGS) & NO_PLACE) == 0;
            return known && logical <= offset ? physical + offset - logical : -1;
        } finally {
            descriptor.release();
        }
    }

    private void begin() throws IOException {
        if (!descriptor.acquire()) {
            throw new IOException("The file " + file + " is closed.");
        }
    }

    @Override
    public void close() {
        descriptor.closeShared();
    }
}
