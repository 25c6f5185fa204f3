package dev.drover.protocol.bus;

import dev.drover.protocol.AmpArgument;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.AxonMessage;
import dev.drover.protocol.ProtocolException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One event as it travels.
 *
 * @param topic compared character for character by clients
 * @param payload JSON-shaped
 */
public record BusMessage(String topic, @Nullable Object payload) {

    /** The bytes on the wire. */
    public byte[] encode() {
        return AxonMessage.of(new AmpArgument.Text(topic), new AmpArgument.JsonValue(payload))
                .encode();
    }

    /**
     * @throws ProtocolException when the frame is not a topic and a payload
     */
    public static BusMessage decode(AmpFrame frame) throws ProtocolException {
        List<AmpArgument> arguments = AxonMessage.decode(frame).arguments();
        if (arguments.size() >= 2
                && arguments.get(0) instanceof AmpArgument.Text(String topic)
                && arguments.get(1) instanceof AmpArgument.JsonValue(Object payload)) {
            return new BusMessage(topic, payload);
        }
        throw new ProtocolException("An event is not a topic and a JSON payload.");
    }
}
