package dev.drover.childprocess;

/** How messages travel over the IPC channel: Node's {@code serialization} option. */
public enum Serialization {
    /** One JSON text and a newline per message. */
    JSON,

    /**
     * V8's serialization, for the values of {@code dev.drover.childprocess.value} too: what is the
     * same object in a message stays the same, also in a cycle. Only Node children understand it.
     */
    ADVANCED
}
