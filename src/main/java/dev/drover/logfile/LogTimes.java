package dev.drover.logfile;

import dev.drover.domain.LogStream;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.OptionalLong;

/** What is known about when the bytes of a log came. Safe for use by several threads. */
public interface LogTimes {

    /** Nothing is known. */
    LogTimes NONE =
            new LogTimes() {
                @Override
                public Mark at(long offset) {
                    return Mark.UNKNOWN;
                }

                @Override
                public OptionalLong offsetAt(Instant at) {
                    return OptionalLong.empty();
                }

                @Override
                public OptionalLong firstKnown() {
                    return OptionalLong.empty();
                }
            };

    /**
     * What is known about a byte.
     *
     * @param at {@link Instant#EPOCH} when not known
     * @param run 0 when not known
     * @param stream null when not known
     */
    record Mark(Instant at, int run, @Nullable LogStream stream) {
        public static final Mark UNKNOWN = new Mark(Instant.EPOCH, 0, null);
    }

    Mark at(long offset);

    /**
     * The offset of the first byte that came at a time or later; empty when every byte whose time
     * is known came later, so that an older one may be meant, or none is known. The end of the log
     * when all came before.
     */
    OptionalLong offsetAt(Instant at);

    /** The offset from which on times are known; empty when none is. */
    OptionalLong firstKnown();
}
