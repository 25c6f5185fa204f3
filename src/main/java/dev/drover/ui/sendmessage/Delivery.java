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

    /**
     * The process sent something afterwards.
     *
     * @param sameTopic with the topic of this message; any other may have nothing to do with it
     */
    record Answered(Duration after, boolean sameTopic) implements Delivery {}

    /** Written to the channel of a process that ended before it sent anything. */
    record Ended() implements Delivery {}

    /** Not sent; {@code reason} is for the user. */
    record Failed(String reason) implements Delivery {}
}
