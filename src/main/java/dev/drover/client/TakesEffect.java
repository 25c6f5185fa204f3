package dev.drover.client;

/** When a changed definition is the one that runs. */
public enum TakesEffect {
    /** The entry is restarted, or started when it is stopped. */
    NOW,
    /** What runs goes on as it is. */
    AT_NEXT_START
}
