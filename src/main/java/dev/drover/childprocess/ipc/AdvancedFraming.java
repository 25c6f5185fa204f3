package dev.drover.childprocess.ipc;

import dev.drover.childprocess.InvalidArgumentException;
import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.ipc.advanced.DataCloneException;
import dev.drover.childprocess.ipc.advanced.MessageLimits;
import dev.drover.childprocess.ipc.advanced.ValueDeserializer;
import dev.drover.childprocess.ipc.advanced.ValueSerializer;
import dev.drover.childprocess.value.JsUndefined;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;

/**
 * Node's {@code advanced} mode: the length of the payload in four bytes, big-endian, then one value
 * in V8's serialization. A payload that is not a value, and a length above the limit, end the
 * channel: a message is lost, and nothing that follows can be trusted.
 */
final class AdvancedFraming implements Framing {

    private static final int MAX_MESSAGE_BYTES = MessageLimits.MAX_BYTES;

    private static final int HEADER_SIZE = Integer.BYTES;

    /** A frame that has begun, its header included. */
    private final PartialMessage pending = new PartialMessage(HEADER_SIZE + MAX_MESSAGE_BYTES);

    private boolean broken;

    @Override
    public byte[] encode(@Nullable Object message) {
        if (message instanceof JsUndefined) {
            throw Framing.missing();
        }
        if (message instanceof BigInteger) {
            throw new InvalidArgumentException(
                    "ERR_INVALID_ARG_TYPE",
                    "A message cannot be a BigInt; put it into a list or a map.");
        }
        byte[] frame = ValueSerializer.serialize(message, HEADER_SIZE);
        int length = frame.length - HEADER_SIZE;
        for (int i = 0; i < HEADER_SIZE; i++) {
            frame[i] = (byte) (length >>> (Byte.SIZE * (HEADER_SIZE - 1 - i)));
        }
        return frame;
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, Receiver receiver) {
        int position = offset;
        int end = offset + length;
        while (position < end && !broken) {
            position = pending.isEmpty() ? wholeFrames(bytes, position, end, receiver) : position;
            if (position < end && !broken) {
                position += complete(bytes, position, end - position, receiver);
            }
        }
    }

    /** Reads the frames that are there whole where they are; returns where the rest begins. */
    private int wholeFrames(byte[] bytes, int offset, int end, Receiver receiver) {
        int position = offset;
        while (end - position >= HEADER_SIZE) {
            long payload = payloadLength(bytes, position, receiver);
            if (broken || payload > end - position - HEADER_SIZE) {
                return position;
            }
            parse(bytes, position + HEADER_SIZE, (int) payload, receiver);
            if (broken) {
                return end;
            }
            position += HEADER_SIZE + (int) payload;
        }
        return position;
    }

    /** Adds to the frame that has begun what belongs to it; returns how many bytes that were. */
    private int complete(byte[] bytes, int offset, int length, Receiver receiver) {
        int taken = Math.min(length, Math.max(0, HEADER_SIZE - pending.size()));
        pending.append(bytes, offset, taken);
        if (pending.size() < HEADER_SIZE) {
            return taken;
        }
        long payload = payloadLength(pending.bytes(), 0, receiver);
        if (broken) {
            return length;
        }
        int more = (int) Math.min(length - taken, HEADER_SIZE + payload - pending.size());
        pending.append(bytes, offset + taken, more);
        if (pending.size() == HEADER_SIZE + payload) {
            parse(pending.take(), HEADER_SIZE, (int) payload, receiver);
        }
        return taken + more;
    }

    private long payloadLength(byte[] bytes, int offset, Receiver receiver) {
        long length = 0;
        for (int i = 0; i < HEADER_SIZE; i++) {
            length = length << Byte.SIZE | bytes[offset + i] & 0xff;
        }
        if (length > MAX_MESSAGE_BYTES) {
            end(
                    receiver,
                    new IpcException(
                            "ERR_IPC_MESSAGE_TOO_LARGE",
                            "The child announced a message of %d bytes, more than %d MiB; the channel is closed."
                                    .formatted(length, MAX_MESSAGE_BYTES >> 20)));
        }
        return length;
    }

    private void end(Receiver receiver, IpcException why) {
        broken = true;
        pending.drop();
        receiver.broken(why);
    }

    private void parse(byte[] bytes, int offset, int length, Receiver receiver) {
        Object message;
        try {
            message = ValueDeserializer.deserialize(bytes, offset, length);
        } catch (DataCloneException e) {
            IpcException failure =
                    new IpcException(
                            "ERR_IPC_INVALID_ADVANCED",
                            "The child sent a message of %d bytes that cannot be read: %s; the channel is closed."
                                    .formatted(length, e.getMessage()));
            failure.initCause(e);
            end(receiver, failure);
            return;
        }
        receiver.received(message);
    }
}
