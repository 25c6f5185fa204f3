package dev.drover.protocol.pm2;

import dev.drover.domain.Cause;
import dev.drover.domain.EndWords;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs: a shape that PM2 has no word for. */
public final class RunFields {

    private RunFields() {}

    /**
     * The reply of {@code drover:runs}.
     *
     * @param spec what was run; for the sentence {@code why}, which is for clients that are not
     *     ours
     */
    public static List<Object> encode(List<RunRecord> runs, ProcessSpec spec) {
        List<Object> list = new ArrayList<>();
        for (RunRecord run : runs) {
            Map<String, Object> map = encode(run);
            run.end().ifPresent(end -> map.put("why", EndWords.sentence(end, spec)));
            list.add(map);
        }
        return list;
    }

    /** One run. */
    public static Map<String, Object> encode(RunRecord run) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", run.run());
        map.put("pid", run.pid());
        map.put("startedAt", run.startedAt().toEpochMilli());
        map.put("startCause", DroverInfo.encodeCause(run.startCause()));
        run.end().ifPresent(end -> encode(end, map));
        return map;
    }

    private static void encode(RunEnd end, Map<String, Object> map) {
        map.put("endedAt", end.at().toEpochMilli());
        map.put("exit", DroverInfo.encodeExit(end.exit()));
        map.put("endCause", DroverInfo.encodeCause(end.cause()));
        map.put("lastErrorLines", end.lastErrorLines());
        end.peakMemory().ifPresent(bytes -> map.put("peakMemory", bytes));
        end.killedAfter().ifPresent(time -> map.put("killedAfter", time.toMillis()));
        if (end.outOfMemory()) {
            map.put("outOfMemory", true);
        }
    }

    public static List<RunRecord> decode(@Nullable Object value) {
        List<RunRecord> runs = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> runs.add(decodeOne(element)));
        }
        return runs;
    }

    /**
     * Reads one run.
     *
     * @throws InvalidOptionException when it does not say why it began
     */
    public static RunRecord decodeOne(@Nullable Object value) {
        Fields map = Fields.lenient(value);
        return new RunRecord(
                map.whole("run", 0),
                map.optionalWhole("pid").orElse(0L),
                DroverInfo.instant(map, "startedAt").orElse(Instant.EPOCH),
                DroverInfo.decodeCause(map.object("startCause"))
                        .orElseThrow(
                                () -> new InvalidOptionException("A run has no \"startCause\".")),
                end(map));
    }

    private static Optional<RunEnd> end(Fields map) {
        Optional<ExitStatus> exit = DroverInfo.decodeExit(map.object("exit"));
        Optional<Cause> cause = DroverInfo.decodeCause(map.object("endCause"));
        if (exit.isEmpty() || cause.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> peak = map.optionalWhole("peakMemory");
        return Optional.of(
                new RunEnd(
                        DroverInfo.instant(map, "endedAt").orElse(Instant.EPOCH),
                        exit.get(),
                        cause.get(),
                        lines(map),
                        peak.isPresent() ? OptionalLong.of(peak.get()) : OptionalLong.empty(),
                        map.optionalWhole("killedAfter").map(Duration::ofMillis),
                        Boolean.TRUE.equals(map.raw("outOfMemory"))));
    }

    private static List<String> lines(Fields map) {
        return map.raw("lastErrorLines") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
