package dev.drover.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of bytes into frames, however the bytes are split. A length is checked when its
 * header arrives, and memory is only taken for bytes that did arrive. Not safe for use by several
 * threads; after a {@link ProtocolException} it must not be fed any more.
 */
public final class AmpDecoder {

    /** Bytes of one frame that are accepted at most. */
    public static final long DEFAULT_LIMIT = 64L << 20;

    private static final int FIRST_ALLOCATION = 4096;

    private final long limit;
    private final List<byte[]> arguments = new ArrayList<>(2);
    private int missingArguments = -1;
    private long frameBytes;
    private int lengthBytes;
    private int length;
    private byte[] argument = {};
    private int argumentBytes;

    /**
     * @param limit bytes of one frame, headers included
     */
    public AmpDecoder(long limit) {
        this.limit = limit;
    }

    public AmpDecoder() {
        this(DEFAULT_LIMIT);
    }

    /** True when part of a frame has arrived and its end has not. */
    public boolean isMidFrame() {
        return missingArguments >= 0;
    }

    /** Bytes of memory that the part of a frame takes which has arrived. */
    public long heldBytes() {
        long held = argument.length;
        for (byte[] one : arguments) {
            held += one.length;
        }
        return held;
    }

    /**
     * Takes all bytes of the buffer.
     *
     * @return the frames that became complete
     * @throws ProtocolException for a foreign version or a frame above the limit
     */
    public List<AmpFrame> feed(ByteBuffer bytes) throws ProtocolException {
        List<AmpFrame> frames = new ArrayList<>();
        while (bytes.hasRemaining()) {
            if (missingArguments < 0) {
                begin(bytes.get() & 0xff);
            } else if (lengthBytes < 4) {
                takeLengthByte(bytes.get() & 0xff);
            } else {
                takeArgument(bytes);
            }
            if (missingArguments == 0) {
                frames.add(new AmpFrame(arguments));
                arguments.clear();
                missingArguments = -1;
            }
        }
        return frames;
    }

    private void begin(int meta) throws ProtocolException {
        if (meta >> 4 != AmpFrame.VERSION) {
            throw new ProtocolException(
                    "A frame begins with byte 0x%02x, which is not version 1 of the protocol."
                            .formatted(meta));
        }
        missingArguments = meta & 0x0f;
        frameBytes = 1;
        lengthBytes = 0;
        length = 0;
    }

    private void takeLengthByte(int value) throws ProtocolException {
        length = length << 8 | value;
        lengthBytes++;
        if (lengthBytes < 4) {
            return;
        }
        long unsigned = Integer.toUnsignedLong(length);
        frameBytes += 4 + unsigned;
        if (frameBytes > limit) {
            throw new ProtocolException(
                    "A frame of %d bytes or more was announced; at most %d are accepted."
                            .formatted(frameBytes, limit));
        }
        argument = new byte[Math.min(length, FIRST_ALLOCATION)];
        argumentBytes = 0;
        endArgumentWhenComplete();
    }

    private void takeArgument(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), length - argumentBytes);
        int needed = argumentBytes + count;
        if (needed > argument.length) {
            long doubled = Math.max(needed, 2L * argument.length);
            argument = Arrays.copyOf(argument, (int) Math.min(length, doubled));
        }
        bytes.get(argument, argumentBytes, count);
        argumentBytes = needed;
        endArgumentWhenComplete();
    }

    private void endArgumentWhenComplete() {
        if (argumentBytes == length) {
            arguments.add(argument);
            argument = new byte[0];
            lengthBytes = 0;
            length = 0;
            missingArguments--;
        }
    }
}
