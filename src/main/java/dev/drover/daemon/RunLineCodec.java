package dev.drover.daemon;

import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.pm2.InvalidOptionException;
import dev.drover.protocol.pm2.RunFields;
import dev.drover.supervisor.store.ListFormatException;
import dev.drover.supervisor.store.RunCodec;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lends the protocol's names to the runs that the supervisor keeps: a JSON object a line. */
final class RunLineCodec implements RunCodec {

    private static final String ENTRY = "entry";
    private static final String GONE = "gone";

    @Override
    public String encode(Line line) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(ENTRY, line.entry());
        switch (line) {
            case Known(_, var run) -> map.putAll(RunFields.encode(run));
            case Gone _ -> map.put(GONE, true);
        }
        return new String(Json.write(map), StandardCharsets.UTF_8);
    }

    @Override
    public Line decode(String text) throws ListFormatException {
        try {
            Object value = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            if (value instanceof Map<?, ?> map && map.get(ENTRY) instanceof Number entry) {
                return Boolean.TRUE.equals(map.get(GONE))
                        ? new Gone(entry.intValue())
                        : new Known(entry.intValue(), RunFields.decodeOne(map));
            }
            throw new ListFormatException("No \"" + ENTRY + "\".");
        } catch (ProtocolException | InvalidOptionException e) {
            throw new ListFormatException(String.valueOf(e.getMessage()), e);
        }
    }
}
