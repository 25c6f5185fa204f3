package dev.drover.ui.sendmessage;

import java.time.Duration;

/** How far a message is known to have come. */
sealed interface Delivery {

    /** Sent by an earlier window; how far it came is not kept. */
    record Earlier() implements Delivery {}

    /** Handed to the supervisor. */
    record Queued() implements Delivery {}

    /** Written to the channel of the process; whether it was read nobody knows. */
    record Written() implements Delivery {}

    /** The process sent something afterwards. */
    record Answered(Duration after) implements Delivery {}

    /** Not sent; {@code reason} is for the user. */
    record Failed(String reason) implements Delivery {}
}
