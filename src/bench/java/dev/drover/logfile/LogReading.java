package dev.drover.logfile;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogPlace;
import dev.drover.domain.LogQuery;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogWindowRequest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Measures reading in a large log beside {@code grep}, and prints a table. Its argument is the
 * number of lines: ten million, the default, are a gigabyte. With {@code -XX:TieredStopAtLevel=1}
 * it runs as in the supervisor.
 */
public final class LogReading {

    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final int WINDOW = 64 * 1024;
    private static final int ROUNDS = 2;

    /** Nothing longer than three characters must be in a hit of these. */
    private static final List<String> WITHOUT_TEXT =
            List.of(
                    "[0-9]{3}-[0-9]{4}",
                    "\\d+ms\\b",
                    "^\\s*at ",
                    "[A-Z]{4,} .* \\d{5}",
                    "(?i)[a-f0-9]{8}$",
                    "[0-9]{4}$");

    private final Path log;
    private final LogReader reader;
    private final int lines;
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();
    private final Map<String, String> found = new LinkedHashMap<>();

    private LogReading(Path log, int lines) {
        this.log = log;
        this.lines = lines;
        reader = new LogReader(LogFileSource.plain(log), LogTimes.NONE, Thread.ofVirtual()::start);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int lines = args.length == 0 ? 10_000_000 : Integer.parseInt(args[0]);
        // Rotated files are looked for beside it.
        Path folder = Files.createTempDirectory("drover-bench");
        Path log = folder.resolve("api-out.log");
        try {
            new LogReading(log, lines).run();
        } finally {
            Files.deleteIfExists(log);
            Files.delete(folder);
        }
    }

    private void run() throws IOException, InterruptedException {
        generate();
        for (int round = 1; round <= ROUNDS; round++) {
            window("end", new LogPlace.End(), false);
            window("time", new LogPlace.Time(START.plusMillis(lines * 4L)), true);
            window("line", new LogPlace.Line(lines / 2), true);
            search("text", new LogQuery("needle", false, true));
            search("text, any case", new LogQuery("NEEDLE", false, false));
            search("text of 2 letters, few", new LogQuery("ee", false, true));
            search("text of 2 letters, each line", new LogQuery("ms", false, true));
            search("expression", new LogQuery("ERROR.*nee", true, true));
            search("choice, few", new LogQuery("needle|failed", true, true));
            search(
                    "choice in a group, any case",
                    new LogQuery("(error|failed): |(NEE|FOO)D", true, false));
            search("choice, each line", new LogQuery("a|b", true, true));
            search("expression with one letter", new LogQuery("[0-9]{3}x", true, true));
            for (String expression : WITHOUT_TEXT) {
                search(expression, new LogQuery(expression, true, true));
            }
        }
        for (int round = 1; round <= ROUNDS; round++) {
            grep("needle");
            grep("-i", "needle");
            grep("ee");
            grep("ms");
            grep("-E", "ERROR.*nee");
            grep("-E", "needle|failed");
            grep("-iE", "(error|failed): |(NEE|FOO)D");
            grep("-E", "a|b");
            grep("-E", "[0-9]{3}x");
            for (String expression : WITHOUT_TEXT) {
                grep("-P", expression);
            }
            grep("-E", "[0-9]{3}-[0-9]{4}");
            grep("-E", "[A-Z]{4,} .* [0-9]{5}");
        }
        reader.close();
        print(System.out);
    }

    private void generate() throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 20)) {
            for (int i = 0; i < lines; i++) {
                String text =
                        START.plusMillis(i * 8L)
                                + " INFO  GET /orders/"
                                + i
                                + " 200 in 4 ms, request 3f2a9c of user "
                                + i % 5003
                                + (i % 100_000 == 77_777 ? " ERROR needle\n" : "\n");
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void window(String name, LogPlace place, boolean forward) throws IOException {
        long begin = System.nanoTime();
        reader.window(new LogWindowRequest(0, LogStream.OUT, place, forward, WINDOW));
        note(name, begin, "");
    }

    private void search(String name, LogQuery query) throws IOException {
        long begin = System.nanoTime();
        OptionalLong from = OptionalLong.empty();
        long first = 0;
        int found = 0;
        boolean done = false;
        while (!done) {
            LogHits hits =
                    reader.search(
                            new LogSearchRequest(
                                    0,
                                    LogStream.OUT,
                                    query,
                                    from,
                                    true,
                                    1000,
                                    Duration.ofMillis(100)));
            found += hits.hits().size();
            first = first == 0 && found > 0 ? System.nanoTime() - begin : first;
            from = OptionalLong.of(hits.next());
            done = hits.done();
        }
        note(name, begin, "%d lines, the first after %d ms".formatted(found, first / 1_000_000));
    }

    private void grep(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("grep", "-c"));
        command.addAll(List.of(arguments));
        long begin = System.nanoTime();
        // Not into /dev/null: there grep stops at the first hit.
        Process grep =
                new ProcessBuilder(command)
                        .redirectInput(log.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String count = new String(grep.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        grep.waitFor();
        note(String.join(" ", command), begin, count.strip() + " lines");
    }

    private void note(String name, long begin, String what) {
        millis.computeIfAbsent(name, _ -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e6);
        found.put(name, what);
    }

    private void print(PrintStream out) throws IOException {
        out.printf("| %,d lines, %,d MB | first | again | found |%n", lines, Files.size(log) >> 20);
        out.println("|---|---|---|---|");
        millis.forEach(
                (name, times) ->
                        out.printf(
                                "| %s | %.1f ms | %.1f ms | %s |%n",
                                name, times.getFirst(), times.getLast(), found.get(name)));
    }
}
