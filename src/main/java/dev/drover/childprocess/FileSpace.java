package dev.drover.childprocess;

import java.io.IOException;

/**
 * Frees parts of a file while other processes append to it: nothing that they write is lost. Safe
 * for use by several threads.
 */
public interface FileSpace extends AutoCloseable {

    /** A cut of this many bytes, or of a multiple, fits every usual file system. */
    long UNIT = 64 * 1024;

    /**
     * Gives the disk space of a part back; it reads as zeros from then on, and the size of the file
     * stays.
     *
     * @throws IOException when the file system cannot
     */
    void release(long offset, long length) throws IOException;

    /**
     * Takes disk space for what is appended next; the size of the file stays.
     *
     * @throws IOException when there is not so much, or the file system cannot
     */
    void reserve(long offset, long length) throws IOException;

    /**
     * Cuts the first {@code length} bytes off: what follows moves to the beginning, and the next
     * append goes behind it.
     *
     * @param length a multiple of {@link #UNIT}, less than the size of the file
     * @throws IOException when the file system cannot; nothing was cut then
     */
    void removeHead(long length) throws IOException;

    /**
     * Where the byte at {@code offset} is on the disk: after {@link #removeHead} it is still there.
     *
     * @return negative when there is no telling
     */
    long placeOf(long offset) throws IOException;

    @Override
    void close();
}
