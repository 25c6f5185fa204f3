package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.drover.childprocess.ipc.LastingMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Messages to one child that are too long for the kernel to take whole or not at all. Each is put
 * into a memory file, which the keeper gets before the first byte leaves, and sent from there: the
 * kernel moves the place where the file stands by what the socket took, in the same call, so
 * whoever has the file knows what is left. Under the lock of the child's channel.
 */
final class LargeMessages {

    private static final Logger LOG = LoggerFactory.getLogger(LargeMessages.class);

    /** What the key of a message has beside that of its run; runs never have it. */
    private static final long MESSAGE = 1L << 62;

    private static final byte[] NAME = "drover-message".getBytes(StandardCharsets.US_ASCII);
    private static final int CLOSE_ON_EXEC = 1;
    private static final int NEVER_EXECUTED = 8; // Linux 6.3
    private static final int FROM_HERE = 1;
    private static final int PART = 256 << 10;

    private final KeeperHoldings holdings;
    private final long run;

    /**
     * @param run the key that the keeper has for the child
     */
    LargeMessages(KeeperHoldings holdings, long run) {
        this.holdings = holdings;
        this.run = run;
    }

    static boolean isKey(long key) {
        return key > 0 && (key & MESSAGE) != 0;
    }

    static long key(long run) {
        return run | MESSAGE;
    }

    static long run(long key) {
        return key & ~MESSAGE;
    }

    /** Empty when there is no room for it; then it is sent as any other. */
    Optional<LastingMessage> keep(byte[] message, Descriptor socket) {
        try {
            Descriptor memory = new Descriptor(memoryFile());
            try {
                fill(memory.fd(), message);
                Errno.check((int) Libc.lseek(memory.fd(), 0, 0), "lseek");
            } catch (Errno.Failure e) {
                memory.close();
                throw e;
            }
            holdings.add(run, memory, message.length);
            return Optional.of(new InMemory(socket, memory, message.length));
        } catch (Errno.Failure e) {
            LOG.warn(
                    "A message of {} bytes cannot be kept for the next supervisor: {}",
                    message.length,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static int memoryFile() throws Errno.Failure {
        try (Arena arena = Arena.ofConfined()) {
            long name = NativeStrings.copy(arena, NAME);
            int fd = Libc.memfdCreate(name, CLOSE_ON_EXEC | NEVER_EXECUTED);
            if (fd == -Errno.EINVAL) {
                fd = Libc.memfdCreate(name, CLOSE_ON_EXEC);
            }
            return Errno.check(fd, "memfd_create");
        }
    }

    private static void fill(int fd, byte[] message) throws Errno.Failure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(Math.min(message.length, PART));
            int at = 0;
            while (at < message.length) {
                int size = (int) Math.min(room.byteSize(), message.length - at);
                MemorySegment.copy(message, at, room, JAVA_BYTE, 0, size);
                at += Errno.check((int) Libc.write(fd, room.address(), size), "write");
            }
        }
    }

    /** What the process before this one had not sent to its end. */
    Optional<LastingMessage> begun(Descriptor socket) {
        Optional<KeeperMessage> kept = holdings.takeBegun(run);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        if (kept.get().fds().size() != 1) {
            // No descriptor was free for it.
            kept.get().fds().forEach(Libc::close);
            holdings.drop(key(run));
            return Optional.empty();
        }
        Descriptor memory = new Descriptor(kept.get().fds().getFirst());
        byte[] data = kept.get().data();
        int length =
                Integer.parseInt(new String(data, 1, data.length - 1, StandardCharsets.US_ASCII));
        holdings.isHeld(run, memory, length);
        long sent = Libc.lseek(memory.fd(), 0, FROM_HERE);
        LastingMessage rest = new InMemory(socket, memory, (int) (length - sent));
        if (sent < 0 || rest.left() <= 0) {
            rest.close();
            return Optional.empty();
        }
        LOG.info("{} of {} bytes of a message are left to be sent.", rest.left(), length);
        return Optional.of(rest);
    }

    private final class InMemory implements LastingMessage {

        private final Descriptor socket;
        private final Descriptor memory;
        private int left;

        InMemory(Descriptor socket, Descriptor memory, int left) {
            this.socket = socket;
            this.memory = memory;
            this.left = left;
            // sendfile asks the socket itself, and has no flag for one call.
            Libc.setStatusFlags(socket.fd(), SocketParcel.NOT_BLOCKING);
        }

        @Override
        public int left() {
            return left;
        }

        @Override
        public int write() throws IOException {
            long result;
            do {
                result = Libc.sendfile(socket.fd(), memory.fd(), Math.min(left, PART));
            } while (result == -Errno.EINTR);
            if (result == -Errno.EAGAIN) {
                return 0;
            }
            if (result <= 0) {
                throw Errno.exception(
                        result == 0 ? Errno.EIO : (int) -result, "Writing to the IPC channel");
            }
            left -= (int) result;
            return (int) result;
        }

        @Override
        public void close() {
            holdings.removeMessage(run);
            memory.close();
        }
    }
}
