package dev.drover.supervisor.log;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Stands between a service and its log file where the bytes must differ from the service's own, or
 * where several services share the file: reads a pipe on a thread of its own and writes whole
 * lines.
 */
final class LogWriter {

    private static final int READ_BYTES = 64 * 1024;

    /** A line longer than this is written in pieces. */
    private static final int MAX_LINE_BYTES = 1024 * 1024;

    private static final int MAX_UNDER_WAY = 8;

    private final LogStream stream;
    private final LogFile file;
    private final @Nullable LogFile combined;
    private final LineFormat format;
    private final LogListener listener;
    private final LogRotator rotator;
    private final int run;
    private final Semaphore free = new Semaphore(MAX_UNDER_WAY);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private byte[] pending = new byte[READ_BYTES];
    private int length;
    private long lostBytes;
    private String lostFor = "";

    LogWriter(
            LogStream stream,
            LogFile file,
            @Nullable LogFile combined,
            LineFormat format,
            LogListener listener,
            LogRotator rotator,
            int run) {
        this.stream = stream;
        this.file = file;
        this.combined = combined;
        this.format = format;
        this.listener = listener;
        this.rotator = rotator;
        this.run = run;
    }

    /** Starts to read; ends with the pipe. */
    void start(InputStream pipe, String threadName) {
        Thread.ofPlatform().daemon().name(threadName).start(() -> copy(pipe));
    }

    /** Completed when the pipe was closed by its last writer and everything is in the file. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    private void copy(InputStream pipe) {
        try (pipe) {
            while (true) {
                if (length == pending.length) {
                    pending = Arrays.copyOf(pending, pending.length * 2);
                }
                int read =
                        pipe.read(pending, length, Math.min(READ_BYTES, pending.length - length));
                if (read < 0) {
                    break;
                }
                length += read;
                writeLines();
            }
            write(length);
        } catch (IOException e) {
            listener.failed("The output for " + file.path() + " cannot be read: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    private void writeLines() throws IOException, InterruptedException {
        int end = LineFormat.wholeLines(pending, length);
        write(end == 0 && length >= MAX_LINE_BYTES ? Utf8.wholeCharacters(pending, length) : end);
    }

    private void write(int count) throws IOException, InterruptedException {
        if (count == 0) {
            return;
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        byte[] bytes = format.format(pending, count, stream, now);
        System.arraycopy(pending, count, pending, 0, length - count);
        length -= count;
        long offset;
        try {
            offset = append(bytes, now);
        } catch (IOException e) {
            failed(bytes.length, e);
            return;
        }
        if (listener.wantsText()) {
            free.acquire();
            String text = new String(bytes, StandardCharsets.UTF_8);
            listener.wrote(
                    new LogChunk(stream, text, offset, bytes.length, run, now), free::release);
        }
    }

    private long append(byte[] bytes, Instant now) throws IOException {
        long offset;
        synchronized (file) {
            if (lostBytes > 0) {
                file.append(ByteBuffer.wrap(Gaps.line(lostBytes, lostFor)));
                listener.recovered(
                        "The log file %s is written again; %d bytes of output were lost."
                                .formatted(file.path(), lostBytes));
                lostBytes = 0;
            }
            offset = file.append(ByteBuffer.wrap(bytes));
            file.mark(new LogIndex.Mark(offset, now, run, stream));
        }
        if (combined != null) {
            combined.append(ByteBuffer.wrap(bytes));
        }
        if (file.isDue(offset + bytes.length - file.base())) {
            rotator.rotate(file);
        }
        return offset;
    }

    /**
     * A full disk must not end the reading: the service would be ended by its next write. What
     * cannot be written is counted.
     */
    private void failed(int bytes, IOException e) {
        if (lostBytes == 0) {
            listener.failed(
                    "The log file %s cannot be written: %s.".formatted(file.path(), Reasons.of(e)));
        }
        lostFor = Reasons.of(e);
        lostBytes += bytes;
    }
}
