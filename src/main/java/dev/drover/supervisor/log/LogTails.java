package dev.drover.supervisor.log;

import dev.drover.domain.LogChunk;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Reads the end of two log files and merges them in the order in which their bytes came. */
final class LogTails {

    private LogTails() {}

    /**
     * One of the files.
     *
     * @param base offset in the log at which the file begins
     * @param end offset in the log up to which it counts
     * @param marks of its index; empty when nothing is known
     */
    record Part(LogStream stream, Path path, long base, long end, List<LogIndex.Mark> marks) {
        static Part none(LogStream stream, Path path, long end) {
            return new Part(stream, path, end, end, List.of());
        }
    }

    /** A piece of a file that came at one time. */
    private record Segment(Part part, long begin, long end, int run, Instant at) {}

    /** The last {@code maxBytes} bytes of both parts together. */
    static LogTail read(Part out, Part err, int maxBytes) throws IOException {
        List<Segment> segments = new ArrayList<>(segments(out, maxBytes));
        segments.addAll(segments(err, maxBytes));
        // Stable: what is not in an index keeps the order out, then err.
        segments.sort(Comparator.comparing(Segment::at));
        List<Segment> newest = new ArrayList<>();
        long left = maxBytes;
        for (int i = segments.size() - 1; i >= 0 && left > 0; i--) {
            Segment segment = segments.get(i);
            long begin = Math.max(segment.begin(), segment.end() - left);
            newest.add(
                    new Segment(segment.part(), begin, segment.end(), segment.run(), segment.at()));
            left -= segment.end() - begin;
        }
        Collections.reverse(newest);
        return new LogTail(texts(newest), out.end(), err.end());
    }

    private static List<Segment> segments(Part part, int maxBytes) {
        List<Segment> result = new ArrayList<>();
        long from = Math.max(part.base(), part.end() - maxBytes);
        long begin = from;
        int run = 0;
        Instant at = Instant.EPOCH;
        for (LogIndex.Mark mark : part.marks()) {
            if (mark.offset() >= part.end()) {
                break;
            }
            if (mark.offset() > begin) {
                result.add(new Segment(part, begin, mark.offset(), run, at));
                begin = mark.offset();
            }
            run = mark.run();
            at = mark.at();
        }
        if (begin < part.end()) {
            result.add(new Segment(part, begin, part.end(), run, at));
        }
        return result;
    }

    private static List<LogChunk> texts(List<Segment> segments) throws IOException {
        List<LogChunk> chunks = new ArrayList<>();
        for (Segment segment : segments) {
            if (Files.notExists(segment.part().path())) {
                continue;
            }
            byte[] bytes = read(segment);
            int begin = Utf8.nextCharacter(bytes, 0, bytes.length);
            String text = new String(bytes, begin, bytes.length - begin, StandardCharsets.UTF_8);
            if (!text.isEmpty()) {
                chunks.add(
                        new LogChunk(
                                segment.part().stream(),
                                text,
                                segment.begin() + begin,
                                bytes.length - begin,
                                segment.run(),
                                segment.at()));
            }
        }
        return chunks;
    }

    private static byte[] read(Segment segment) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (segment.end() - segment.begin()));
        try (FileChannel channel =
                FileChannel.open(segment.part().path(), StandardOpenOption.READ)) {
            int read;
            do {
                long at = segment.begin() - segment.part().base() + bytes.position();
                read = channel.read(bytes, at);
            } while (read > 0);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
