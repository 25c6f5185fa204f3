package dev.drover.supervisor.log;

import dev.drover.logfile.LogTimes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The times of an index; it keeps the page that was asked for last. */
final class IndexTimes implements LogTimes {

    private final LogFile file;
    private volatile LogIndex.Page page = LogIndex.Page.NONE;

    IndexTimes(LogFile file) {
        this.file = file;
    }

    @Override
    public Mark at(long offset) {
        LogIndex.Page here = page;
        boolean holds = !here.marks().isEmpty() && here.marks().getFirst().offset() <= offset;
        if (!holds || offset >= here.end() || !file.index().isValid(here)) {
            here = read(() -> file.index().page(offset));
            page = here;
        }
        return markAt(here.marks(), offset);
    }

    private static Mark markAt(List<LogIndex.Mark> marks, long offset) {
        int low = 0;
        int high = marks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (marks.get(middle).offset() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low == 0) {
            return Mark.UNKNOWN;
        }
        LogIndex.Mark mark = marks.get(low - 1);
        return new Mark(mark.at(), mark.run(), mark.stream());
    }

    @Override
    public OptionalLong offsetAt(Instant at) {
        Optional<LogIndex.Mark> first = read(() -> file.index().first());
        if (first.isEmpty() || at.isBefore(first.get().at())) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                read(() -> file.index().firstFrom(at))
                        .map(LogIndex.Mark::offset)
                        .orElse(Long.MAX_VALUE));
    }

    @Override
    public OptionalLong firstKnown() {
        Optional<LogIndex.Mark> first = read(() -> file.index().first());
        return first.isEmpty() ? OptionalLong.empty() : OptionalLong.of(first.get().offset());
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
