package dev.drover.supervisor.cluster;

import org.jspecify.annotations.Nullable;

/** Who accepts the connections of a TCP or Unix server: Node's {@code schedulingPolicy}. */
public enum SchedulingPolicy {
    /** The primary, which hands them to its workers in turn: {@code SCHED_RR}. */
    ROUND_ROBIN,
    /** Each worker for itself, as the kernel wakes them: {@code SCHED_NONE}. */
    NONE;

    /** The variable that chooses one. */
    public static final String VARIABLE = "NODE_CLUSTER_SCHED_POLICY";

    /** What the variable says, {@code rr} or {@code none}; round robin for anything else. */
    public static SchedulingPolicy of(@Nullable String value) {
        return "none".equals(value) ? NONE : ROUND_ROBIN;
    }
}
