package dev.drover.ui.sendmessage;

import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Hands messages to the supervisor, not all at a time: it answers only so many before it reads on,
 * and a window that sends to a thousand has other questions, too. FX thread only.
 */
final class Outbox {

    /** A quarter of what a supervisor lets one connection leave unanswered. */
    private static final int AT_ONCE = 64;

    private final MessageSender sender;
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private int under;
    private boolean sending;

    private record Letter(Receipt receipt, Runnable failed) {}

    Outbox(MessageSender sender) {
        this.sender = sender;
    }

    /**
     * Sends when its turn has come.
     *
     * @param failed is run when it was not sent, after its delivery says so
     */
    void send(Receipt receipt, Runnable failed) {
        waiting.addLast(new Letter(receipt, failed));
        sendMore();
    }

    /** Not recursive where an answer is there at once. */
    private void sendMore() {
        if (sending) {
            return;
        }
        sending = true;
        while (under < AT_ONCE && !waiting.isEmpty()) {
            Letter next = waiting.removeFirst();
            under++;
            FxThread.whenDone(
                    next.receipt().message().sendBy(sender),
                    (_, failure) -> {
                        under--;
                        settle(next, failure);
                        sendMore();
                    });
        }
        sending = false;
    }

    private static void settle(Letter letter, @Nullable Throwable failure) {
        Receipt receipt = letter.receipt();
        if (failure != null) {
            receipt.settle(new Delivery.Failed(Failures.sentence(failure)));
            letter.failed().run();
        } else if (receipt.delivery() instanceof Delivery.Queued) {
            receipt.settle(new Delivery.Written());
        }
    }
}
