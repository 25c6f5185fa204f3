package dev.drover.daemon;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A reply on its way to the client. Used by one thread at a time. */
final class WaitingReply {

    /** The JDK copies what it writes to memory of the thread, which it keeps. */
    private static final int SLICE_BYTES = 64 << 10;

    /** Replies that are written in one piece; together not more than a slice. */
    private static final int MOST = 16;

    private final byte[] requestId;
    private final RpcDispatcher.Answer answer;
    private @Nullable ByteBuffer bytes;

    WaitingReply(byte[] requestId, RpcDispatcher.Answer answer) {
        this.requestId = requestId;
        this.answer = answer;
    }

    /** True for a reply that takes its time to encode; see {@link RpcDispatcher.Answer}. */
    boolean isLong() {
        return answer.isLong();
    }

    /** What is to happen once it is written; must not block. */
    Runnable then() {
        return answer.then();
    }

    /** Makes the bytes, unless they are made. */
    ByteBuffer encode() {
        ByteBuffer encoded = bytes;
        if (encoded == null) {
            encoded = answer.reply().toByteBuffer(requestId);
            bytes = encoded;
        }
        return encoded;
    }

    boolean isWritten() {
        return bytes != null && !bytes.hasRemaining();
    }

    /** The first, or the first few short ones, of what is not empty. */
    static List<WaitingReply> together(Collection<WaitingReply> waiting) {
        List<WaitingReply> few = new ArrayList<>();
        int bytes = 0;
        for (WaitingReply reply : waiting) {
            boolean more = !few.isEmpty();
            if (more && (reply.isLong() || few.getFirst().isLong() || few.size() == MOST)) {
                break;
            }
            bytes += reply.isLong() ? 0 : reply.encode().remaining();
            if (more && bytes > SLICE_BYTES) {
                break;
            }
            few.add(reply);
        }
        return few;
    }

    /**
     * Writes what the kernel takes of replies that are short, or of one of any length.
     *
     * @return true when all is written
     */
    static boolean write(List<WaitingReply> replies, SocketChannel channel) throws IOException {
        if (replies.size() == 1) {
            return replies.getFirst().writeTo(channel);
        }
        ByteBuffer[] all = new ByteBuffer[replies.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = replies.get(i).encode();
        }
        channel.write(all);
        return replies.getLast().isWritten();
    }

    private boolean writeTo(SocketChannel channel) throws IOException {
        ByteBuffer rest = encode();
        while (rest.hasRemaining()) {
            int size = Math.min(rest.remaining(), SLICE_BYTES);
            int written = channel.write(rest.slice(rest.position(), size));
            rest.position(rest.position() + written);
            if (written < size) {
                return false;
            }
        }
        return true;
    }
}
