package dev.drover.protocol.pm2;

import dev.drover.domain.SignalActions;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code drover:signalActions}: masks as hexadecimal numbers, which JSON's numbers cannot hold. */
public final class SignalFields {

    private static final String CAUGHT = "caught";
    private static final String IGNORED = "ignored";
    private static final String BLOCKED = "blocked";

    private SignalFields() {}

    public static Map<String, Object> encode(SignalActions actions) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(CAUGHT, Long.toHexString(actions.caught()));
        map.put(IGNORED, Long.toHexString(actions.ignored()));
        map.put(BLOCKED, Long.toHexString(actions.blocked()));
        return map;
    }

    /**
     * @throws InvalidOptionException when it is not what {@link #encode} makes
     */
    public static SignalActions decode(@Nullable Object reply) {
        Fields fields = Fields.strict(reply, "The reply");
        return new SignalActions(
                mask(fields, CAUGHT), mask(fields, IGNORED), mask(fields, BLOCKED));
    }

    private static long mask(Fields fields, String key) {
        try {
            return Long.parseUnsignedLong(fields.text(key, ""), 16);
        } catch (NumberFormatException e) {
            throw new InvalidOptionException("The reply has no mask \"" + key + "\".");
        }
    }
}
