package dev.drover.client;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The ends of the log files of a PM2 daemon, which does not serve them itself. */
final class LogFileTails {

    private LogFileTails() {}

    /**
     * @throws RequestException when a file is there and cannot be read
     */
    static LogTail read(LogSettings logs, int maxBytes) {
        List<LogChunk> chunks = new ArrayList<>();
        long outEnd = read(logs.out(), LogStream.OUT, maxBytes, chunks);
        long errEnd = read(logs.err(), LogStream.ERR, maxBytes, chunks);
        return new LogTail(chunks, outEnd, errEnd);
    }

    private static long read(Path file, LogStream stream, int maxBytes, List<LogChunk> chunks) {
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long from = Math.max(0, size - maxBytes);
            ByteBuffer bytes = ByteBuffer.allocate((int) (size - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                continue;
            }
            bytes.flip();
            // Begin at a character: a continuation byte of UTF-8 has the form 10xxxxxx.
            while (from > 0
                    && bytes.hasRemaining()
                    && (bytes.get(bytes.position()) & 0xc0) == 0x80) {
                bytes.get();
            }
            int length = bytes.remaining();
            if (length > 0) {
                long offset = from + bytes.position();
                String text = StandardCharsets.UTF_8.decode(bytes).toString();
                chunks.add(new LogChunk(stream, text, offset, length, 0, Instant.EPOCH));
            }
            return from + bytes.limit();
        } catch (IOException e) {
            throw new RequestException("The log file %s cannot be read.".formatted(file), e);
        }
    }
}
