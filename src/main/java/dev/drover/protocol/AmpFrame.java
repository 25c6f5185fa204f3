package dev.drover.protocol;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One frame: up to 15 arguments as raw bytes.
 *
 * @param arguments in order; never changed after construction
 */
public record AmpFrame(List<byte[]> arguments) {

    static final int VERSION = 1;
    static final int MAX_ARGUMENTS = 15;

    public AmpFrame {
        if (arguments.size() > MAX_ARGUMENTS) {
            throw new IllegalArgumentException(
                    "A frame holds at most 15 arguments, not " + arguments.size() + ".");
        }
        arguments = List.copyOf(arguments);
    }

    /** Bytes on the wire. */
    public long size() {
        long size = 1;
        for (byte[] argument : arguments) {
            size += 4L + argument.length;
        }
        return size;
    }

    /** The bytes on the wire. */
    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size()));
        buffer.put((byte) (VERSION << 4 | arguments.size()));
        for (byte[] argument : arguments) {
            buffer.putInt(argument.length).put(argument);
        }
        return buffer.array();
    }
}
