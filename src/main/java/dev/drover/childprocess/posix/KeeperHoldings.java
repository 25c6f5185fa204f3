package dev.drover.childprocess.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private record Child(byte[] note, PosixChild child) {}

    private record Socket(byte[] note, NativeHandle handle) {}

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

    void remove(long key) {
        Optional.ofNullable(children.remove(key)).ifPresent(it -> it.child().forget());
        sockets.remove(key);
    }

    void giveAll() {
        sockets.forEach(this::give);
        children.forEach(this::give);
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
            keeper.get().send(KeeperMessage.bytes(KeeperMessage.DROP, 0, key, new byte[0]));
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
