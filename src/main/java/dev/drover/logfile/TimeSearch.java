package dev.drover.logfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds a time in the part of a log whose times nobody noted: by what its lines say, halving the
 * part each time. For one thread.
 */
final class TimeSearch {

    private static final int NEAR = 64 * 1024;

    private final LogBytes log;
    private final ZoneId zone;

    TimeSearch(LogBytes log, ZoneId zone) {
        this.log = log;
        this.zone = zone;
    }

    /** A line that says its time. */
    private record Dated(long offset, long end, Instant at) {}

    /**
     * The first line in {@code [begin, end)} that says this time or a later one; {@code end} when
     * all say an earlier one; empty when no line there says a time.
     */
    OptionalLong find(long begin, long end, Instant wanted) throws IOException {
        long low = begin;
        long high = end;
        boolean dated = false;
        while (high - low > NEAR) {
            long middle = LineWindow.lineStart(log, low + (high - low) / 2);
            Optional<Dated> line = firstDated(middle, high, Instant.MIN);
            if (line.isEmpty()) {
                high = low < middle && middle < high ? middle : low;
            } else if (line.get().at().isBefore(wanted)) {
                dated = true;
                low = line.get().end();
            } else {
                dated = true;
                high = low < middle && middle < high ? middle : low;
            }
        }
        Optional<Dated> found = firstDated(low, Math.min(end, low + 2L * NEAR), wanted);
        if (found.isPresent()) {
            return OptionalLong.of(found.get().offset());
        }
        return dated || firstDated(low, end, Instant.MIN).isPresent()
                ? OptionalLong.of(Math.min(end, Math.max(low, high)))
                : OptionalLong.empty();
    }

    /** The first line of the next few that says {@code from} or a later time. */
    private Optional<Dated> firstDated(long begin, long end, Instant from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.clamp(end - begin, 0, 2 * NEAR));
        int length = Math.max(0, log.read(begin, bytes));
        byte[] read = bytes.array();
        int start = 0;
        while (start < length) {
            int next = start;
            while (next < length && read[next] != '\n') {
                next++;
            }
            int head = Math.min(TextTime.WITHIN, next - start);
            Optional<Instant> at =
                    TextTime.of(new String(read, start, head, StandardCharsets.UTF_8), zone);
            if (at.isPresent() && !at.get().isBefore(from)) {
                return Optional.of(new Dated(begin + start, begin + next + 1, at.get()));
            }
            start = next + 1;
        }
        return Optional.empty();
    }
}
