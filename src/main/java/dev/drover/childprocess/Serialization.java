package dev.drover.childprocess;

/** How messages travel over the IPC channel: Node's {@code serialization} option. */
public enum Serialization {
    /** One JSON text and a newline per message. */
    JSON
}
