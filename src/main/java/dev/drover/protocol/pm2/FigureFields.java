package dev.drover.protocol.pm2;

import dev.drover.domain.Figure;
import dev.drover.domain.FigureSheet;
import dev.drover.domain.ProcessFigures;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code drover:figures}: what is found out only for who asks. Times are milliseconds. */
public final class FigureFields {

    private static final String WANTED = "figures";
    private static final String AT = "at";
    private static final String ID = "id";
    private static final String PROCESSES = "processes";
    private static final String THREADS = "threads";
    private static final String OPEN_FILES = "openFiles";
    private static final String READ = "readBytes";
    private static final String WRITTEN = "writtenBytes";
    private static final String BRANCH = "branch";
    private static final String NEXT_RUN = "nextRun";

    private static final Map<Figure, String> NAMES =
            new EnumMap<>(
                    Map.of(
                            Figure.THREADS, THREADS,
                            Figure.OPEN_FILES, OPEN_FILES,
                            Figure.DISK, "disk",
                            Figure.BRANCH, BRANCH,
                            Figure.NEXT_RUN, NEXT_RUN));

    private FigureFields() {}

    /** The request. */
    public static Map<String, Object> request(Collection<Figure> wanted) {
        return Map.of(WANTED, wanted.stream().map(NAMES::get).toList());
    }

    /** What a request asks for; what this version does not know is left out. */
    static Set<Figure> wanted(Fields request) {
        if (!request.has(WANTED)) {
            throw new InvalidOptionException(
                    Requests.FIGURES + " has no \"" + WANTED + "\", which is required.");
        }
        List<String> names = request.words(WANTED);
        Set<Figure> wanted = EnumSet.noneOf(Figure.class);
        NAMES.forEach(
                (figure, name) -> {
                    if (names.contains(name)) {
                        wanted.add(figure);
                    }
                });
        return wanted;
    }

    public static Map<String, Object> encode(FigureSheet sheet) {
        return Map.of(
                AT,
                sheet.at().toEpochMilli(),
                PROCESSES,
                sheet.byId().entrySet().stream()
                        .map(entry -> encode(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Map<String, Object> encode(int id, ProcessFigures figures) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(ID, id);
        figures.threads().ifPresent(count -> map.put(THREADS, count));
        figures.openFiles().ifPresent(count -> map.put(OPEN_FILES, count));
        figures.disk()
                .ifPresent(
                        disk -> {
                            map.put(READ, disk.readBytes());
                            map.put(WRITTEN, disk.writtenBytes());
                        });
        figures.branch().ifPresent(name -> map.put(BRANCH, name));
        figures.nextRun().ifPresent(at -> map.put(NEXT_RUN, at.toEpochMilli()));
        return map;
    }

    /**
     * @throws InvalidOptionException when it is not what {@link #encode} makes
     */
    public static FigureSheet decode(@Nullable Object reply) {
        Fields fields = Fields.strict(reply, "The reply");
        Map<Integer, ProcessFigures> byId = new HashMap<>();
        if (fields.raw(PROCESSES) instanceof List<?> processes) {
            for (Object process : processes) {
                Fields one = Fields.lenient(process);
                byId.put(one.whole(ID), figures(one));
            }
        }
        return new FigureSheet(Instant.ofEpochMilli(fields.optionalWhole(AT).orElse(0L)), byId);
    }

    private static ProcessFigures figures(Fields fields) {
        Optional<Long> read = fields.optionalWhole(READ);
        return new ProcessFigures(
                count(fields, THREADS),
                count(fields, OPEN_FILES),
                read.flatMap(
                        bytes ->
                                fields.optionalWhole(WRITTEN)
                                        .map(out -> new ProcessFigures.Disk(bytes, out))),
                fields.optionalText(BRANCH),
                fields.optionalWhole(NEXT_RUN).map(Instant::ofEpochMilli));
    }

    private static OptionalInt count(Fields fields, String key) {
        return fields.has(key) ? OptionalInt.of(fields.whole(key)) : OptionalInt.empty();
    }
}
