package dev.drover.logfile;

/** Looks for texts in bytes. Immutable. */
interface Finder {

    /** The first place at or after {@code from} where one stands before {@code to}; or -1. */
    int find(byte[] bytes, int from, int to);
}
