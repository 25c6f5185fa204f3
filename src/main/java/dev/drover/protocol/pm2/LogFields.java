package dev.drover.protocol.pm2;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.domain.RunRecord;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Log chunks, log tails and runs: shapes that PM2 has no word for. */
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

    /** The reply of {@code drover:runs}. */
    public static List<Object> encodeRuns(List<RunRecord> runs) {
        List<Object> list = new ArrayList<>();
        for (RunRecord run : runs) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("run", run.run());
            map.put("pid", run.pid());
            map.put("startedAt", run.startedAt().toEpochMilli());
            map.put("startCause", DroverInfo.encodeCause(run.startCause()));
            run.endedAt().ifPresent(at -> map.put("endedAt", at.toEpochMilli()));
            run.exit().ifPresent(exit -> map.put("exit", DroverInfo.encodeExit(exit)));
            run.endCause().ifPresent(cause -> map.put("endCause", DroverInfo.encodeCause(cause)));
            map.put("lastErrorLines", run.lastErrorLines());
            list.add(map);
        }
        return list;
    }

    public static List<RunRecord> decodeRuns(@Nullable Object value) {
        List<RunRecord> runs = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                Fields map = Fields.lenient(element);
                runs.add(
                        new RunRecord(
                                map.whole("run", 0),
                                map.optionalWhole("pid").orElse(0L),
                                DroverInfo.instant(map, "startedAt").orElse(Instant.EPOCH),
                                DroverInfo.decodeCause(map.object("startCause"))
                                        .orElseThrow(
                                                () ->
                                                        new InvalidOptionException(
                                                                "A run has no \"startCause\".")),
                                DroverInfo.instant(map, "endedAt"),
                                DroverInfo.decodeExit(map.object("exit")),
                                DroverInfo.decodeCause(map.object("endCause")),
                                lines(map)));
            }
        }
        return runs;
    }

    private static List<String> lines(Fields map) {
        return map.raw("lastErrorLines") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
