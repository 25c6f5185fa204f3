package dev.drover.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame whose arguments have types.
 *
 * @param arguments in order
 */
public record AxonMessage(List<AmpArgument> arguments) {

    public AxonMessage {
        arguments = List.copyOf(arguments);
        if (arguments.size() > AmpFrame.MAX_ARGUMENTS) {
            throw new IllegalArgumentException(
                    "A message holds at most 15 arguments, not " + arguments.size() + ".");
        }
    }

    public static AxonMessage of(AmpArgument... arguments) {
        return new AxonMessage(List.of(arguments));
    }

    /**
     * @throws ProtocolException when an argument claims to be JSON and is not
     */
    public static AxonMessage decode(AmpFrame frame) throws ProtocolException {
        List<AmpArgument> decoded = new ArrayList<>(frame.arguments().size());
        for (byte[] argument : frame.arguments()) {
            decoded.add(AmpArgument.decode(argument));
        }
        return new AxonMessage(decoded);
    }

    /** The bytes on the wire. */
    public byte[] encode() {
        return encodeTo().toByteArray();
    }

    /** The bytes on the wire, not copied. */
    public ByteBuffer toByteBuffer() {
        return encodeTo().toByteBuffer();
    }

    private JsonOutput encodeTo() {
        JsonOutput out = new JsonOutput(256);
        out.raw((char) (AmpFrame.VERSION << 4 | arguments.size()));
        for (AmpArgument argument : arguments) {
            int begin = out.size();
            out.int32(0);
            argument.writeTo(out);
            out.int32At(begin, out.size() - begin - 4);
        }
        return out;
    }
}
