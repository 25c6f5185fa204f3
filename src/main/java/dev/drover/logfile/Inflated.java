package dev.drover.logfile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * The compressed file that was read last, unpacked: gzip cannot be read from its middle. It lies in
 * a temporary file without a name and goes when nobody has read for a minute. Safe for use by
 * several threads.
 */
final class Inflated {

    private static final long KEPT_SECONDS = 60;
    private static final int BUFFER = 64 * 1024;

    private @Nullable Path of;
    private @Nullable FileChannel content;
    private long lastRead;
    private boolean watched;

    /** As {@link FileChannel#read(ByteBuffer, long)}, of what the file holds. */
    synchronized int read(Path file, long position, ByteBuffer to) throws IOException {
        FileChannel channel = content;
        if (channel == null || !file.equals(of)) {
            close();
            channel = unpack(file);
            content = channel;
            of = file;
        }
        lastRead = System.nanoTime();
        if (!watched) {
            watched = true;
            watch();
        }
        return channel.read(to, position);
    }

    private static FileChannel unpack(Path file) throws IOException {
        Path unpacked = Files.createTempFile("drover-log", ".tmp");
        try {
            // Not a copy in its place: that would be readable by others.
            try (InputStream from = new GZIPInputStream(Files.newInputStream(file), BUFFER);
                    OutputStream to = Files.newOutputStream(unpacked)) {
                from.transferTo(to);
            }
            return FileChannel.open(
                    unpacked, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            Files.deleteIfExists(unpacked);
            throw e;
        }
    }

    private void watch() {
        CompletableFuture.delayedExecutor(KEPT_SECONDS, TimeUnit.SECONDS).execute(this::closeIdle);
    }

    private synchronized void closeIdle() {
        long idle = System.nanoTime() - lastRead;
        if (content != null && idle < TimeUnit.SECONDS.toNanos(KEPT_SECONDS)) {
            watch();
            return;
        }
        watched = false;
        close();
    }

    synchronized void close() {
        FileChannel open = content;
        content = null;
        of = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
