package dev.drover.ui.model;

import java.util.Collection;

/** Counts the lines of services that say that they are errors. Safe for use by several threads. */
public interface ErrorCount {

    /** Begins to count, from nothing, or ends. */
    void setOn(boolean on);

    /** How many a service has written since it was looked at. */
    int of(int process);

    /** Somebody looks at the logs of these. */
    void seen(Collection<Integer> processes);
}
