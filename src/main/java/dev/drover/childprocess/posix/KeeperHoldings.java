package dev.drover.childprocess.posix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What the keeper was given, so that another one can be given the same. Safe for use by several
 * threads.
 */
final class KeeperHoldings {

    private final Supplier<KeeperSocket> keeper;
    private final Map<Long, Child> children = new ConcurrentHashMap<>();
    private final Map<Long, Socket> sockets = new ConcurrentHashMap<>();

    /** By the keys of their runs: one is under way at a time. */
    private final Map<Long, Message> messages = new ConcurrentHashMap<>();

    /** Messages that the process before this one had begun to send. */
    private final Map<Long, KeeperMessage> begun = new ConcurrentHashMap<>();

    /** What a keeper that did not answer is to drop. */
    private final Set<Long> missed = ConcurrentHashMap.newKeySet();

    private record Child(byte[] note, PosixChild child) {}

    private record Socket(byte[] note, NativeHandle handle) {}

    private record Message(Descriptor memory, int length) {}

    /**
     * @param keeper the one that there is now
     */
    KeeperHoldings(Supplier<KeeperSocket> keeper) {
        this.keeper = keeper;
    }

    /** A child, which the keeper has been told of. */
    void add(long key, byte[] note, PosixChild child) {
        children.put(key, new Child(note, child));
    }

    /** A socket, which the keeper gets now. */
    void add(long key, byte[] note, NativeHandle handle) {
        Socket held = new Socket(note, handle);
        sockets.put(key, held);
        give(key, held);
    }

    /** A message on its way to a child, which the keeper gets now. */
    void add(long key, Descriptor memory, int length) {
        Message message = new Message(memory, length);
        messages.put(key, message);
        give(key, message);
    }

    /** A message that the process before this one had begun to send. */
    void begun(KeeperMessage message) {
        begun.put(LargeMessages.run(message.key()), message);
    }

    /** Nobody is to get the messages of other runs any more. */
    void keepMessagesOf(Set<Long> keys) {
        Set.copyOf(begun.keySet()).stream()
                .filter(key -> !keys.contains(key))
                .forEach(this::removeMessage);
    }

    /** A message that was begun, which belongs to the caller from now on. */
    Optional<KeeperMessage> takeBegun(long key) {
        return Optional.ofNullable(begun.remove(key));
    }

    /** One that the keeper has, from the process before this one. */
    void isHeld(long key, Descriptor memory, int length) {
        messages.put(key, new Message(memory, length));
    }

    /** A message was sent, or is not to be sent. */
    void removeMessage(long key) {
        KeeperMessage never = begun.remove(key);
        if (never != null) {
            never.fds().forEach(Libc::close);
        }
        if (messages.remove(key) != null || never != null) {
            drop(LargeMessages.key(key));
        }
    }

    void remove(long key) {
        removeMessage(key);
        Optional.ofNullable(children.remove(key)).ifPresent(it -> it.child().forget());
        sockets.remove(key);
    }

    /** All to a keeper that is new, or that did not hear for a while. */
    void giveAll() {
        for (long key : Set.copyOf(missed)) {
            missed.remove(key);
            drop(key);
        }
        sockets.forEach(this::give);
        children.forEach(this::give);
        messages.forEach(this::give);
    }

    /** A child, to a keeper that may not have been told of it. */
    void give(long key) {
        Optional.ofNullable(children.get(key)).ifPresent(held -> give(key, held));
    }

    private void give(long key, Socket held) {
        Descriptor descriptor = held.handle().descriptor();
        if (descriptor.acquire()) {
            try {
                put(key, data(0, held.note()), descriptor.fd());
            } finally {
                descriptor.release();
            }
        }
        if (sockets.get(key) != held) {
            drop(key);
        }
    }

    private void give(long key, Message held) {
        if (held.memory().acquire()) {
            try {
                byte[] note = Integer.toString(held.length()).getBytes(StandardCharsets.US_ASCII);
                put(LargeMessages.key(key), data(0, note), held.memory().fd());
            } finally {
                held.memory().release();
            }
        }
        Message now = messages.get(key);
        if (now != held) {
            drop(LargeMessages.key(key));
            if (now != null) {
                // The next one is under the same key.
                give(key, now);
            }
        }
    }

    /** All that the keeper had of a child. */
    private void give(long key, Child held) {
        List<Descriptor> ends = new ArrayList<>();
        int mask = 0;
        List<Optional<Descriptor>> all = held.child().ends();
        for (int fd = 0; fd < Math.min(all.size(), Byte.SIZE); fd++) {
            if (all.get(fd).isPresent() && all.get(fd).get().acquire()) {
                mask |= 1 << fd;
                ends.add(all.get(fd).get());
            }
        }
        try {
            ends.forEach(Descriptor::hold);
            put(key, data(mask, held.note()), ends.stream().mapToInt(Descriptor::fd).toArray());
        } finally {
            ends.forEach(Descriptor::release);
        }
        ChildSignals signals = held.child().signals();
        signals.show(
                pidfd ->
                        keeper.get()
                                .send(
                                        KeeperMessage.bytes(
                                                KeeperMessage.ALIVE,
                                                (int) signals.pid(),
                                                key,
                                                new byte[0]),
                                        pidfd));
        if (children.get(key) != held) {
            drop(key);
        }
    }

    /** Has the keeper hold nothing under a key any more. */
    void drop(long key) {
        if (!keeper.get().send(KeeperMessage.bytes(KeeperMessage.DROP, 0, key, new byte[0]))) {
            missed.add(key);
        }
    }

    /** What a keeper has beside descriptors: which ones they are, and the note. */
    static byte[] data(int mask, byte[] note) {
        byte[] data = new byte[note.length + 1];
        data[0] = (byte) mask;
        System.arraycopy(note, 0, data, 1, note.length);
        return data;
    }

    void put(long key, byte[] data, int... fds) {
        keeper.get().send(KeeperMessage.bytes(KeeperMessage.PUT, 0, key, data), fds);
    }
}
