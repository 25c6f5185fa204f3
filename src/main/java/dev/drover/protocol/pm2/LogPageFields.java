package dev.drover.protocol.pm2;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogLine;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogQuery;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Requests and replies of {@code drover:logWindow} and {@code drover:logSearch}. */
public final class LogPageFields {

    private static final int MAX_BYTES = 2 << 20;
    private static final int USUAL_BYTES = 1 << 16;
    private static final int MAX_HITS = 10_000;
    private static final int USUAL_HITS = 1_000;
    private static final int MAX_MILLIS = 1_000;
    private static final int USUAL_MILLIS = 100;
    private static final int LONGEST_QUERY = 10_000;

    private LogPageFields() {}

    /** {@code {id, stream, from: {offset|at|line} or none for the end, direction, maxBytes}} */
    public static Map<String, Object> request(LogWindowRequest request) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", request.id());
        map.put("stream", name(request.stream()));
        switch (request.place()) {
            case LogPlace.Offset(long offset) -> map.put("from", Map.of("offset", offset));
            case LogPlace.Time(Instant at) -> map.put("from", Map.of("at", at.toEpochMilli()));
            case LogPlace.Line(long number) -> map.put("from", Map.of("line", number));
            case LogPlace.End _ -> map.put("from", Map.of());
        }
        map.put("direction", request.forward() ? "after" : "before");
        map.put("maxBytes", request.maxBytes());
        return map;
    }

    static LogWindowRequest decodeWindowRequest(int id, Fields fields) {
        return new LogWindowRequest(
                id,
                stream(fields),
                place(Fields.lenient(fields.raw("from"))),
                isForward(fields),
                Math.clamp(fields.whole("maxBytes", USUAL_BYTES), 1, MAX_BYTES));
    }

    private static LogPlace place(Fields from) {
        Optional<Long> offset = from.optionalWhole("offset");
        Optional<Long> at = from.optionalWhole("at");
        Optional<Long> line = from.optionalWhole("line");
        if (offset.isPresent()) {
            return new LogPlace.Offset(offset.get());
        }
        if (at.isPresent()) {
            return new LogPlace.Time(Instant.ofEpochMilli(at.get()));
        }
        return line.isPresent() ? new LogPlace.Line(line.get()) : new LogPlace.End();
    }

    /** {@code {id, stream, text, regex, matchCase, from, direction, maxHits, millis}} */
    public static Map<String, Object> request(LogSearchRequest request) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", request.id());
        map.put("stream", name(request.stream()));
        map.put("text", request.query().text());
        map.put("regex", request.query().regex());
        map.put("matchCase", request.query().matchCase());
        request.from().ifPresent(from -> map.put("from", from));
        map.put("direction", request.forward() ? "after" : "before");
        map.put("maxHits", request.maxHits());
        map.put("millis", request.budget().toMillis());
        return map;
    }

    static LogSearchRequest decodeSearchRequest(int id, Fields fields) {
        String text = fields.text("text", "");
        if (text.isEmpty() || text.length() > LONGEST_QUERY) {
            throw new InvalidOptionException(
                    "drover:logSearch needs a \"text\" of 1 to %d characters."
                            .formatted(LONGEST_QUERY));
        }
        LogQuery query = new LogQuery(text, isTrue(fields, "regex"), isTrue(fields, "matchCase"));
        requireRegex(query);
        Optional<Long> from = fields.optionalWhole("from");
        return new LogSearchRequest(
                id,
                stream(fields),
                query,
                from.isPresent() ? OptionalLong.of(from.get()) : OptionalLong.empty(),
                isForward(fields),
                Math.clamp(fields.whole("maxHits", USUAL_HITS), 1, MAX_HITS),
                Duration.ofMillis(Math.clamp(fields.whole("millis", USUAL_MILLIS), 1, MAX_MILLIS)));
    }

    private static void requireRegex(LogQuery query) {
        if (!query.regex()) {
            return;
        }
        try {
            Pattern.compile(query.text());
        } catch (PatternSyntaxException e) {
            throw new InvalidOptionException(
                    "drover:logSearch: \"text\" is no regular expression: " + e.getDescription());
        }
    }

    private static boolean isTrue(Fields fields, String key) {
        return Boolean.TRUE.equals(fields.raw(key));
    }

    private static boolean isForward(Fields fields) {
        return !fields.text("direction", "after").equals("before");
    }

    private static LogStream stream(Fields fields) {
        return stream(fields.text("stream", "out"));
    }

    private static LogStream stream(String name) {
        return name.equals("err") ? LogStream.ERR : LogStream.OUT;
    }

    private static String name(LogStream stream) {
        return stream == LogStream.OUT ? "out" : "err";
    }

    /** Lines as {@code [offset, length, text, stream, run, at]}: there are many of them. */
    public static Map<String, Object> encode(LogWindow window) {
        List<Object> lines = new ArrayList<>();
        for (LogLine line : window.lines()) {
            lines.add(
                    List.of(
                            line.offset(),
                            line.length(),
                            line.text(),
                            name(line.stream()),
                            line.run(),
                            line.at().toEpochMilli()));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("lines", lines);
        map.put("begin", window.begin());
        map.put("end", window.end());
        map.put("first", window.first());
        map.put("last", window.last());
        map.put("line", window.line());
        map.put("lineCount", window.lineCount());
        return map;
    }

    public static LogWindow decodeWindow(@Nullable Object value) {
        Fields map = Fields.lenient(value);
        List<LogLine> lines = new ArrayList<>();
        if (map.raw("lines") instanceof List<?> list) {
            for (Object line : list) {
                if (line instanceof List<?> parts && parts.size() >= 6) {
                    lines.add(decodeLine(parts));
                }
            }
        }
        return new LogWindow(
                lines,
                whole(map, "begin"),
                whole(map, "end"),
                whole(map, "first"),
                whole(map, "last"),
                whole(map, "line"),
                whole(map, "lineCount"));
    }

    private static LogLine decodeLine(List<?> parts) {
        return new LogLine(
                stream(String.valueOf(parts.get(3))),
                whole(parts.get(0)),
                (int) whole(parts.get(1)),
                String.valueOf(parts.get(2)),
                (int) whole(parts.get(4)),
                Instant.ofEpochMilli(whole(parts.get(5))));
    }

    /** Hits as {@code [offset, at]}. */
    public static Map<String, Object> encode(LogHits found) {
        List<Object> hits = new ArrayList<>();
        found.hits().forEach(hit -> hits.add(List.of(hit.offset(), hit.at().toEpochMilli())));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("hits", hits);
        map.put("next", found.next());
        map.put("done", found.done());
        map.put("tooSlow", found.tooSlow());
        return map;
    }

    public static LogHits decodeHits(@Nullable Object value) {
        Fields map = Fields.lenient(value);
        List<LogHits.Hit> hits = new ArrayList<>();
        if (map.raw("hits") instanceof List<?> list) {
            for (Object hit : list) {
                if (hit instanceof List<?> parts && parts.size() >= 2) {
                    Instant at = Instant.ofEpochMilli(whole(parts.get(1)));
                    hits.add(new LogHits.Hit(whole(parts.get(0)), at));
                }
            }
        }
        return new LogHits(hits, whole(map, "next"), isTrue(map, "done"), isTrue(map, "tooSlow"));
    }

    private static long whole(Fields map, String key) {
        return map.optionalWhole(key).orElse(0L);
    }

    private static long whole(@Nullable Object number) {
        return number instanceof Number known ? known.longValue() : 0;
    }
}
