package dev.drover.ui.model;

/** What is found out about services only while somebody looks at it. */
public enum Live {
    THREADS,
    OPEN_FILES,
    DISK,
    BRANCH,
    NEXT_RUN,
    /** How fast the logs grow. */
    LOG_RATE,
    /** Lines that say that they are errors, since the log was looked at. */
    ERRORS
}
