package dev.drover.ui.logview;

import dev.drover.domain.LogLine;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Up to where a user has cleared the logs of a home, remembered between starts: the last {@value
 * #MOST} logs. FX thread only.
 */
final class ClearedLogs {

    private static final int MOST = 200;
    private static final int WORDS = 5;
    private static final Optional<LogStream> NONE = Optional.empty();

    private final Memory memory;
    private final String key;
    private final Map<Log, Mark> marks;

    /** A log of a process; an id may belong to another one tomorrow, which has other files. */
    private record Log(int id, LogStream stream, String file) {
        static Log of(ProcessDescription process, LogStream stream) {
            String path = process.spec().logs().file(stream).toString();
            return new Log(process.id(), stream, Integer.toHexString(path.hashCode()));
        }
    }

    /**
     * What is hidden of a log.
     *
     * @param end offset of the first byte that is not
     * @param at when it was cleared; nothing that is hidden came later
     */
    private record Mark(long end, Instant at) {}

    /**
     * @param home whose logs these are
     */
    ClearedLogs(Memory memory, String home) {
        this.memory = memory;
        this.key = "log.cleared " + home;
        this.marks = read(memory.get(key, ""));
    }

    private static Map<Log, Mark> read(String remembered) {
        Map<Log, Mark> marks = new LinkedHashMap<>();
        for (String line : remembered.lines().toList()) {
            String[] words = line.split(" ", -1);
            try {
                if (words.length == WORDS) {
                    marks.put(
                            new Log(
                                    Integer.parseInt(words[0]),
                                    LogStream.valueOf(words[1]),
                                    words[2]),
                            new Mark(
                                    Long.parseLong(words[3]),
                                    Instant.ofEpochMilli(Long.parseLong(words[4]))));
                }
            } catch (IllegalArgumentException _) {
                // What another version wrote, or a hand: that log is shown whole.
                continue;
            }
        }
        return marks;
    }

    private void save() {
        while (marks.size() > MOST) {
            marks.remove(marks.keySet().iterator().next());
        }
        memory.put(
                key,
                marks.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("\n")));
    }

    private static String line(Log log, Mark mark) {
        return "%d %s %s %d %d"
                .formatted(
                        log.id(), log.stream(), log.file(), mark.end(), mark.at().toEpochMilli());
    }

    /**
     * Hides what there is.
     *
     * @param ends offsets after the last byte of each log
     * @param at not before anything that is hidden came
     */
    void hide(ProcessDescription process, Map<LogStream, Long> ends, Instant at) {
        ends.forEach(
                (stream, end) -> {
                    Log log = Log.of(process, stream);
                    // Cleared again: it is the youngest now.
                    marks.remove(log);
                    if (end > 0) {
                        marks.put(log, new Mark(end, at));
                    }
                });
        save();
    }

    /** Hides nothing of them any more. */
    void showAll(Collection<ProcessDescription> processes) {
        for (ProcessDescription process : processes) {
            for (LogStream stream : LogStream.values()) {
                marks.remove(Log.of(process, stream));
            }
        }
        save();
    }

    /** Offsets before which nothing is wanted; empty for a log that was not cleared. */
    Map<LogStream, Long> hidden(ProcessDescription process) {
        Map<LogStream, Long> hidden = new EnumMap<>(LogStream.class);
        for (LogStream stream : LogStream.values()) {
            Mark mark = marks.get(Log.of(process, stream));
            if (mark != null) {
                hidden.put(stream, mark.end());
            }
        }
        return hidden;
    }

    /** When something of them was hidden last; empty when nothing is. */
    Optional<Instant> lastAt(Collection<ProcessDescription> processes) {
        return processes.stream()
                .flatMap(
                        process ->
                                List.of(LogStream.values()).stream().map(s -> Log.of(process, s)))
                .filter(marks::containsKey)
                .map(log -> marks.get(log).at())
                .max(Instant::compareTo);
    }

    /**
     * Finds out which logs are not those any more that were cleared: emptied or replaced since,
     * they are shorter, or what should be hidden came later. These are forgotten.
     *
     * @return their streams; completes on the FX thread and never fails
     */
    CompletableFuture<List<LogStream>> outdated(ProcessDescription process, LogSource source) {
        List<CompletableFuture<Optional<LogStream>>> answers = new ArrayList<>();
        hidden(process).keySet().forEach(stream -> answers.add(check(process, stream, source)));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                        _ ->
                                answers.stream()
                                        .flatMap(answer -> answer.join().stream())
                                        .peek(stream -> forget(Log.of(process, stream)))
                                        .toList(),
                        FxThread.EXECUTOR);
    }

    private CompletableFuture<Optional<LogStream>> check(
            ProcessDescription process, LogStream stream, LogSource source) {
        Mark mark = marks.get(Log.of(process, stream));
        if (mark == null || !source.hasWindows()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        LogPlace lastHidden = new LogPlace.Offset(mark.end() - 1);
        return source.window(new LogWindowRequest(process.id(), stream, lastHidden, true, 1))
                .thenApply(window -> isOther(window, mark) ? Optional.of(stream) : NONE)
                // Who cannot be asked will not show anything either.
                .exceptionally(_ -> NONE);
    }

    private static boolean isOther(LogWindow window, Mark mark) {
        return window.last() < mark.end()
                || window.lines().stream().map(LogLine::at).anyMatch(mark.at()::isBefore);
    }

    private void forget(Log log) {
        marks.remove(log);
        save();
    }
}
