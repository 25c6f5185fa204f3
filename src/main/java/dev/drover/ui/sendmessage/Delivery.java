package dev.drover.ui.sendmessage;

import java.time.Duration;
import java.util.List;

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

    /** To several: each of them for itself. */
    record Several(List<Each> each) implements Delivery {

        /**
         * One of them.
         *
         * @param who how it is told from the others
         * @param delivery none of several
         */
        record Each(String who, Delivery delivery) {}

        public Several {
            each = List.copyOf(each);
        }

        boolean hasFailed() {
            return each.stream().anyMatch(one -> one.delivery() instanceof Failed);
        }

        boolean hasAllFailed() {
            return each.stream().allMatch(one -> one.delivery() instanceof Failed);
        }

        boolean isQueued() {
            return each.stream().anyMatch(one -> one.delivery() instanceof Queued);
        }
    }

    /** Whether there is one receiver, or more, that did not get it. */
    default boolean isBad() {
        return switch (this) {
            case Failed _ -> true;
            case Several several -> several.hasFailed();
            default -> false;
        };
    }

    /** Whether all of its receivers have got it. */
    default boolean isGood() {
        return switch (this) {
            case Written _, Answered _ -> true;
            case Several several -> !several.hasFailed() && !several.isQueued();
            default -> false;
        };
    }

    /** Whether nobody has got it. */
    default boolean isFailed() {
        return switch (this) {
            case Failed _ -> true;
            case Several several -> several.hasAllFailed();
            default -> false;
        };
    }
}
