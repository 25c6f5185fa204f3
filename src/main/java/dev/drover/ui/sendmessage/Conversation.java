package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.NaturalOrder;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was sent in this session and what came back. FX thread only, but for the events it listens
 * to.
 */
final class Conversation implements AutoCloseable {

    static final int MAX_RECEIVED = 500;
    private static final int MAX_WAITING = 2_000;

    /** What comes within it comes together: each change of a list is a layout. */
    private static final javafx.util.Duration PERIOD = javafx.util.Duration.millis(100);

    /** Of those that nobody answers the youngest are enough. */
    private static final int MAX_OPEN = 2_000;

    private final MessageSender sender;
    private final Clock clock;
    private final MessageStore store;
    private final MessageSender.Subscription subscription;
    private final ObservableList<SentMessage> sent = FXCollections.observableArrayList();

    /** Not answered yet, newest first; those too whose line of the history a later one took. */
    private final Deque<Receipt> open = new ArrayDeque<>();

    private final Outbox outbox;

    private final ObservableList<ProcessEvent.MessageReceived> received =
            FXCollections.observableArrayList();
    private final Queue<ProcessEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicInteger lostWhileWaiting = new AtomicInteger();
    private final AtomicBoolean handOver = new AtomicBoolean();
    private final PauseTransition rest = new PauseTransition(PERIOD);
    private boolean loaded;
    private final ReadOnlyLongWrapper dropped = new ReadOnlyLongWrapper(this, "dropped", 0);

    Conversation(MessageSender sender, Clock clock, MessageStore store) {
        this.sender = sender;
        this.clock = clock;
        this.store = store;
        this.outbox = new Outbox(sender);
        rest.setOnFinished(_ -> rested());
        this.subscription = sender.subscribe(this::event);
        FxThread.whenDone(store.load(), (kept, _) -> addKept(kept));
    }

    private void addKept(@Nullable List<MessageStore.Entry> kept) {
        if (kept != null) {
            sent.addAll(kept.stream().map(SentMessage::of).flatMap(Optional::stream).toList());
        }
        loaded = true;
    }

    /** Gives a message a name, which makes it a template; an empty one takes the name away. */
    void name(SentMessage entry, String name) {
        entry.nameTemplate(name);
        sent.set(sent.indexOf(entry), entry);
        save();
    }

    void forget(SentMessage entry) {
        sent.remove(entry);
        save();
    }

    /** Completes when everything so far is on the disk. */
    CompletableFuture<Void> save() {
        // Before the file was read nothing may replace it.
        return loaded
                ? store.save(sent.stream().map(SentMessage::toKeep).toList())
                : CompletableFuture.completedFuture(null);
    }

    /** Topics that were sent or received, in the order of their names. */
    Set<String> topics() {
        Set<String> topics = new TreeSet<>(NaturalOrder.INSTANCE);
        for (SentMessage entry : sent) {
            if (entry.message() instanceof OutgoingMessage.Packet packet) {
                topics.add(packet.topic());
            }
        }
        for (ProcessEvent.MessageReceived message : received) {
            if (message.message() instanceof Map<?, ?> map
                    && map.get("topic") instanceof String topic) {
                topics.add(topic);
            }
        }
        topics.remove("");
        return topics;
    }

    /** The data of the last message that was sent with a topic, else of one that came with it. */
    Optional<Object> example(String topic) {
        for (SentMessage entry : sent) {
            if (entry.message() instanceof OutgoingMessage.Packet packet
                    && packet.topic().equals(topic)
                    && packet.data() != null) {
                return Optional.of(packet.data());
            }
        }
        for (ProcessEvent.MessageReceived message : received.reversed()) {
            if (message.message() instanceof Map<?, ?> map
                    && topic.equals(map.get("topic"))
                    && map.get("data") != null) {
                return Optional.of(map.get("data"));
            }
        }
        return Optional.empty();
    }

    /** Newest first. */
    ObservableList<SentMessage> sent() {
        return sent;
    }

    /** Newest last. */
    ObservableList<ProcessEvent.MessageReceived> received() {
        return received;
    }

    /** Whether a message can be sent as it is, without PM2's packet around it. */
    boolean canSendRaw() {
        return sender.canSendRaw();
    }

    /** Messages that were let go because there were too many. */
    ReadOnlyLongProperty droppedProperty() {
        return dropped.getReadOnlyProperty();
    }

    /**
     * Sends a message to each of its receivers; those who cannot get one now are told of, too.
     *
     * @param words say why those cannot
     */
    SentMessage send(Outgoing outgoing, Outgoing.Draft draft, DeliveryWords words) {
        Instant now = clock.instant();
        List<Receipt> receipts = new ArrayList<>();
        for (ProcessDescription process : outgoing.receivers().addressed()) {
            Receipt receipt = new Receipt(outgoing.message().to(process.id()), process, now);
            if (!Receivers.can(process)) {
                receipt.settle(new Delivery.Failed(words.whyNot(process)));
            }
            receipts.add(receipt);
        }
        SentMessage entry =
                new SentMessage(
                        outgoing.message(),
                        outgoing.addressee(),
                        receipts,
                        draft.text(),
                        draft.schema(),
                        now);
        keep(entry);
        for (Receipt receipt : receipts) {
            if (receipt.isOpen()) {
                open.addFirst(receipt);
                outbox.send(receipt, () -> keepFailed(entry));
            }
        }
        while (open.size() > MAX_OPEN) {
            open.removeLast();
        }
        return entry;
    }

    private void keep(SentMessage entry) {
        if (!sent.isEmpty() && entry.isAgain(sent.getFirst())) {
            entry.countFrom(sent.getFirst());
            sent.set(0, entry);
        } else {
            sent.addFirst(entry);
        }
        if (sent.size() > MessageStore.MAX_ENTRIES) {
            sent.reversed().stream()
                    .filter(old -> !old.isTemplate())
                    .findFirst()
                    .ifPresent(sent::remove);
        }
        save();
    }

    @Override
    public void close() {
        subscription.close();
    }

    /** A message that failed keeps a line of its own, whatever was sent after it. */
    private void keepFailed(SentMessage entry) {
        Optional<SentMessage> later =
                sent.stream().filter(one -> one != entry && one.isSame(entry)).findFirst();
        if (later.isPresent() && !sent.contains(entry)) {
            sent.add(sent.indexOf(later.get()) + 1, entry);
        }
    }

    private void event(ProcessEvent event) {
        if (event instanceof ProcessEvent.MessageReceived
                || event instanceof ProcessEvent.ProcessExited) {
            waiting.add(event);
            if (waitingCount.incrementAndGet() > MAX_WAITING && waiting.poll() != null) {
                waitingCount.decrementAndGet();
                lostWhileWaiting.incrementAndGet();
            }
            handOver();
        }
    }

    /** Any thread. */
    private void handOver() {
        if (handOver.compareAndSet(false, true)) {
            FxThread.EXECUTOR.execute(this::takeWaiting);
        }
    }

    private void rested() {
        handOver.set(false);
        if (!waiting.isEmpty()) {
            handOver();
        }
    }

    private void takeWaiting() {
        rest.playFromStart();
        List<ProcessEvent.MessageReceived> fresh = new ArrayList<>();
        ProcessEvent event = waiting.poll();
        while (event != null) {
            waitingCount.decrementAndGet();
            if (event instanceof ProcessEvent.MessageReceived message) {
                fresh.add(message);
                answer(message);
            } else if (event instanceof ProcessEvent.ProcessExited exited) {
                ended(exited.process().id());
            }
            event = waiting.poll();
        }
        received.addAll(fresh);
        int surplus = Math.max(0, received.size() - MAX_RECEIVED);
        received.remove(0, surplus);
        dropped.set(dropped.get() + surplus + lostWhileWaiting.getAndSet(0));
    }

    /** What its next run sends is no answer to what this one got. */
    private void ended(int id) {
        for (Receipt receipt : open) {
            if (receipt.isOpen() && receipt.message().target() == id) {
                receipt.settle(new Delivery.Ended());
            }
        }
        open.removeIf(receipt -> !receipt.isOpen());
    }

    /**
     * The oldest open message of that process counts as answered; one of the same topic goes first.
     */
    private void answer(ProcessEvent.MessageReceived reply) {
        Receipt best = null;
        open.removeIf(receipt -> !receipt.isOpen());
        for (Receipt receipt : open) {
            boolean candidate =
                    receipt.message().target() == reply.process().id()
                            && !reply.at().isBefore(receipt.sentAt().minusMillis(1));
            if (candidate
                    && (best == null || sameTopic(receipt, reply) || !sameTopic(best, reply))) {
                best = receipt;
            }
        }
        if (best != null) {
            Duration after = Duration.between(best.sentAt(), reply.at());
            after = after.isNegative() ? Duration.ZERO : after;
            best.settle(new Delivery.Answered(after, sameTopic(best, reply)));
        }
    }

    private static boolean sameTopic(Receipt receipt, ProcessEvent.MessageReceived reply) {
        return receipt.message() instanceof OutgoingMessage.Packet packet
                && reply.message() instanceof Map<?, ?> map
                && Objects.equals(map.get("topic"), packet.topic());
    }
}
