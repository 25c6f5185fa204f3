package dev.drover.ui.messages;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The last messages of all processes: bounded in number and characters, oldest let go first. Safe
 * for use by several threads.
 */
final class MessageLog {

    static final int MAX_MESSAGES = 5_000;
    static final long MAX_CHARS = 16L << 20;

    private final Deque<IpcMessage> messages = new ArrayDeque<>();
    private final Runnable changed;
    private long chars;
    private long last;
    private long letGo;
    private long missed;

    /**
     * What somebody who has seen the messages up to a number has to do.
     *
     * @param fresh newer ones, oldest first
     * @param oldest number of the oldest one that is kept
     * @param letGo how many were let go since the last clear, because there were too many
     * @param missed how many events, of any kind, did not reach this window since then
     */
    record News(List<IpcMessage> fresh, long oldest, long letGo, long missed) {}

    /**
     * @param changed called by the thread that adds, after each addition; must not block
     */
    MessageLog(Runnable changed) {
        this.changed = changed;
    }

    /** Takes what is about messages; the rest is ignored. */
    void accept(ProcessEvent event) {
        switch (event) {
            case ProcessEvent.MessageReceived e -> add(e.process(), false, e.message(), e.at());
            case ProcessEvent.MessageSent e -> add(e.process(), true, e.message(), e.at());
            case ProcessEvent.EventsMissed e -> {
                synchronized (this) {
                    missed += e.count();
                }
                changed.run();
            }
            default -> {}
        }
    }

    /** What came after the message of that number. */
    synchronized News since(long number) {
        List<IpcMessage> fresh = new ArrayList<>();
        Iterator<IpcMessage> newestFirst = messages.descendingIterator();
        while (newestFirst.hasNext()) {
            IpcMessage message = newestFirst.next();
            if (message.number() <= number) {
                break;
            }
            fresh.add(message);
        }
        long oldest = messages.isEmpty() ? last + 1 : messages.getFirst().number();
        return new News(fresh.reversed(), oldest, letGo, missed);
    }

    /** The one before it of the same process, direction and subject; empty when it was let go. */
    synchronized Optional<IpcMessage> before(IpcMessage message) {
        Iterator<IpcMessage> newestFirst = messages.descendingIterator();
        while (newestFirst.hasNext()) {
            IpcMessage other = newestFirst.next();
            if (other.number() < message.number()
                    && other.processId() == message.processId()
                    && other.sent() == message.sent()
                    && other.subject().equals(message.subject())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /** Forgets all messages and counts. */
    synchronized void clear() {
        messages.clear();
        chars = 0;
        letGo = 0;
        missed = 0;
    }

    private void add(
            ProcessDescription process, boolean sent, @Nullable Object message, Instant at) {
        IpcMessage.Process whose = new IpcMessage.Process(process.id(), process.name());
        IpcMessage entry = IpcMessage.of(at, sent, whose, message);
        synchronized (this) {
            IpcMessage numbered = entry.withNumber(++last);
            messages.addLast(numbered);
            chars += numbered.size();
            while (messages.size() > MAX_MESSAGES || chars > MAX_CHARS && messages.size() > 1) {
                chars -= messages.removeFirst().size();
                letGo++;
            }
        }
        changed.run();
    }
}
