package dev.drover.ui.logview;

/** What is known about how far a log reaches, and which part of it is shown. In bytes. */
final class LogRange {

    long begin;
    long end;
    long first;
    long last;
    long hidden;

    /** Whether {@link #first} is where the log begins, not only what is shown of it. */
    private boolean measured;

    LogRange() {}

    /** These bytes are all that there is. */
    LogRange(LogRow.Bytes all) {
        begin = all.offset();
        end = all.end();
        first = begin;
        last = end;
        measured = true;
    }

    /** The log reaches from here to there. */
    void learn(long newFirst, long newLast) {
        first = Math.min(newFirst, begin);
        last = Math.max(newLast, end);
        measured = true;
    }

    /** Where the log begins, as far as it is wanted; before it is known, in no case after that. */
    long earliest() {
        return measured ? start() : Math.max(0, hidden);
    }

    boolean mayHaveOlder() {
        return begin > earliest();
    }

    boolean hasOlder() {
        return begin > start();
    }

    long start() {
        return Math.max(first, hidden);
    }

    long size() {
        return Math.max(0, last - start());
    }
}
