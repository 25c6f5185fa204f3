package dev.drover.protocol;

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
        return new AmpFrame(arguments.stream().map(AmpArgument::encode).toList()).encode();
    }
}
