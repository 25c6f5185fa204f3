package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcess;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Bounds what the messages of one child occupy in the mailbox: above the limit the child is held
 * back until half of them were dealt with, so that a flood delays its sender and nobody else. Safe
 * for use by several threads.
 */
final class MessageGate {

    /** Roughly in bytes; a Node service sends some hundred messages in that. */
    private static final long LIMIT = 256 << 10;

    private static final long PER_VALUE = 64;

    private final ChildProcess child;
    private long underWay;
    private boolean closed;
    private boolean shut;

    MessageGate(ChildProcess child) {
        this.child = child;
    }

    /**
     * A message came.
     *
     * @return what it weighs, for {@link #left}
     */
    synchronized long entered(@Nullable Object message) {
        long weight = weight(message);
        underWay += weight;
        if (!closed && underWay > LIMIT) {
            closed = true;
            child.pauseMessages(true);
        }
        return weight;
    }

    /** A message was dealt with. */
    synchronized void left(long weight) {
        underWay -= weight;
        if (closed && !shut && underWay <= LIMIT / 2) {
            closed = false;
            child.pauseMessages(false);
        }
    }

    /** Reads no more messages, for good. */
    synchronized void shut() {
        shut = true;
        child.pauseMessages(true);
    }

    /** Roughly its size in bytes. */
    static long weight(@Nullable Object value) {
        long sum = PER_VALUE;
        switch (value) {
            case String text -> sum += text.length();
            case List<?> list -> {
                for (Object one : list) {
                    sum += weight(one);
                }
            }
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> one : map.entrySet()) {
                    sum += weight(one.getKey()) + weight(one.getValue());
                }
            }
            case null, default -> {}
        }
        return sum;
    }
}
