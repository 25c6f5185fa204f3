package dev.drover.ui.logview;

/** What is known about how far a log reaches, and which part of it is shown. In bytes. */
final class LogRange {

    long begin;
    long end;
    long first;
    long last;
    long hidden;

    LogRange() {}

    /** These bytes are all that there is. */
    LogRange(LogRow.Bytes all) {
        begin = all.offset();
        end = all.end();
        first = begin;
        last = end;
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
