package dev.drover.ui.model;

import dev.drover.client.ProcessManager;

/** How the window stands with its supervisor. */
public sealed interface ConnectionState {

    /** A connection is being made. */
    record Connecting() implements ConnectionState {}

    /** Connected, and the list is in the model. */
    record Connected(ProcessManager manager) implements ConnectionState {}

    /**
     * No connection; {@code reason} is a sentence for the user. Another attempt is scheduled,
     * unless it would be of no use.
     */
    record Lost(String reason) implements ConnectionState {}
}
