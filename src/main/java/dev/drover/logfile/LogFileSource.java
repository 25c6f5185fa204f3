package dev.drover.logfile;

import java.nio.file.Path;

/** The present file of a log. Safe for use by several threads. */
public interface LogFileSource {

    Path path();

    /**
     * The offset at which the file begins: what was rotated off before. To be asked with the lock.
     */
    long base();

    /** While somebody holds it, no rotation changes the file. */
    Object lock();

    /** A file of which nobody knows what was before it: it begins at 0. */
    static LogFileSource plain(Path path) {
        Object lock = new Object();
        return new LogFileSource() {
            @Override
            public Path path() {
                return path;
            }

            @Override
            public long base() {
                return 0;
            }

            @Override
            public Object lock() {
                return lock;
            }
        };
    }
}
