package dev.drover.protocol.pm2;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Log chunks and log tails: shapes that PM2 has no word for. */
public final class LogFields {

    private LogFields() {}

    static Map<String, Object> encode(LogChunk chunk) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("stream", chunk.stream() == LogStream.OUT ? "out" : "err");
        map.put("text", chunk.text());
        map.put("offset", chunk.offset());
        map.put("length", chunk.length());
        map.put("run", chunk.run());
        map.put("partial", chunk.isPartial());
        map.put("at", chunk.at().toEpochMilli());
        return map;
    }

    static LogChunk decodeChunk(Fields map) {
        return new LogChunk(
                map.text("stream", "out").equals("err") ? LogStream.ERR : LogStream.OUT,
                map.text("text", ""),
                map.optionalWhole("offset").orElse(0L),
                map.whole("length", 0),
                map.whole("run", 0),
                BusEvents.at(map));
    }

    /** The reply of {@code drover:logTail}. */
    public static Map<String, Object> encodeTail(LogTail tail) {
        List<Object> chunks = new ArrayList<>();
        tail.chunks().forEach(chunk -> chunks.add(encode(chunk)));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("chunks", chunks);
        map.put("outEnd", tail.outEnd());
        map.put("errEnd", tail.errEnd());
        return map;
    }

    public static LogTail decodeTail(@Nullable Object value) {
        Fields map = Fields.lenient(value);
        List<LogChunk> chunks = new ArrayList<>();
        if (map.raw("chunks") instanceof List<?> list) {
            list.forEach(chunk -> chunks.add(decodeChunk(Fields.lenient(chunk))));
        }
        return new LogTail(
                chunks,
                map.optionalWhole("outEnd").orElse(0L),
                map.optionalWhole("errEnd").orElse(0L));
    }
}
