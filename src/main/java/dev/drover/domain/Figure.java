package dev.drover.domain;

/** What is told of a service only to who asks for it, because finding it out costs something. */
public enum Figure {
    /** How many threads it has. */
    THREADS,
    /** How many files, sockets and pipes it has open. */
    OPEN_FILES,
    /** What it has read from disks and written to them. */
    DISK,
    /** What is checked out in the git work tree that its folder is in. */
    BRANCH,
    /** When its schedule restarts it next. */
    NEXT_RUN
}
