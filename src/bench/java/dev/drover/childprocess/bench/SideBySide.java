package dev.drover.childprocess.bench;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the benchmarks round by round, in each round one side directly after the other, because the
 * load of a machine changes; prints a table of medians, and of the medians of each round's ratio.
 *
 * <p>Arguments: which of {@code spawn}, {@code ipc}, {@code codec}, {@code output}, {@code
 * protocol}, {@code decision}, {@code line} and {@code idle} to run (default: all), or a part of
 * one as {@code ipc/json/64}, {@code rounds=N} (default 5) and {@code warmup=SECONDS} of each side
 * in each round (default 5).
 */
public final class SideBySide {

    private static final int IDLE_CHILDREN = 1000;

    /** One row of the table: a benchmark with all parameters but the side. */
    private record Case(String benchmark, List<String> sides, Map<String, String> parameters) {
        String title() {
            return parameters.isEmpty()
                    ? benchmark
                    : benchmark + "/" + String.join("/", parameters.values());
        }

        boolean isIn(List<String> chosen) {
            return chosen.isEmpty()
                    || chosen.stream().anyMatch(c -> (title() + "/").startsWith(c + "/"));
        }
    }

    private final PrintStream out;
    private final int rounds;
    private final int warmup;

    private SideBySide(PrintStream out, int rounds, int warmup) {
        this.out = out;
        this.rounds = rounds;
        this.warmup = warmup;
    }

    /** The program; prints to standard output. */
    public static void main(String[] args) throws RunnerException, IOException {
        int rounds = 5;
        int warmup = 5;
        List<String> chosen = new ArrayList<>();
        for (String arg : args) {
            if (arg.startsWith("rounds=")) {
                rounds = Integer.parseInt(arg.substring("rounds=".length()));
            } else if (arg.startsWith("warmup=")) {
                warmup = Integer.parseInt(arg.substring("warmup=".length()));
            } else {
                chosen.add(arg);
            }
        }
        SideBySide run = new SideBySide(System.out, rounds, warmup);
        if (chosen.isEmpty() || chosen.contains("idle")) {
            run.idle();
        }
        List<Case> cases = cases().stream().filter(c -> c.isIn(chosen)).toList();
        run.compare(cases);
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>(againstOthers());
        Map<String, List<String>> works = new LinkedHashMap<>();
        works.put(
                "protocol",
                List.of("list-entry", "list-of-200", "log-chunk", "frame-read", "event-read"));
        works.put("decision", List.of("restart", "filter-parse", "filter-200"));
        works.put("line", List.of("assemble", "level"));
        works.forEach(
                (benchmark, all) ->
                        all.forEach(
                                work ->
                                        cases.add(
                                                new Case(
                                                        benchmark,
                                                        List.of("drover"),
                                                        Map.of("work", work)))));
        return cases;
    }

    private static List<Case> againstOthers() {
        List<Case> cases = new ArrayList<>();
        for (String inFlight : List.of("1", "2", "8")) {
            cases.add(
                    new Case(
                            "spawn",
                            List.of("drover", "processbuilder", "node"),
                            Map.of("inFlight", inFlight)));
        }
        cases.add(new Case("output", List.of("drover", "cat"), Map.of()));
        List<String> withNode = List.of("drover", "node");
        for (String serialization : List.of("json", "advanced")) {
            for (String inFlight : List.of("1", "64")) {
                for (String bytes : List.of("0", "10240")) {
                    Map<String, String> parameters = new LinkedHashMap<>();
                    parameters.put("serialization", serialization);
                    parameters.put("inFlight", inFlight);
                    parameters.put("bodyBytes", bytes);
                    cases.add(new Case("ipc", withNode, parameters));
                }
            }
            for (String direction : List.of("encode", "decode")) {
                for (String rows : List.of("1", "118")) {
                    Map<String, String> parameters = new LinkedHashMap<>();
                    parameters.put("serialization", serialization);
                    parameters.put("direction", direction);
                    parameters.put("rows", rows);
                    cases.add(new Case("codec", withNode, parameters));
                }
            }
        }
        return cases;
    }

    private void compare(List<Case> cases) throws RunnerException {
        Map<Case, List<List<Double>>> scores = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Case row : cases) {
                List<Double> line = new ArrayList<>();
                for (String side : row.sides()) {
                    line.add(score(row, side));
                }
                out.printf("round %d, %s: %s%n", round, row.title(), texts(line, "%,.0f"));
                scores.computeIfAbsent(row, _ -> new ArrayList<>()).add(line);
            }
        }
        out.printf("%n| case | per second | ratio |%n|---|---|---|%n");
        scores.forEach(this::report);
    }

    private void report(Case row, List<List<Double>> lines) {
        List<Double> medians = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int side = 0; side < row.sides().size(); side++) {
            int at = side;
            medians.add(median(lines.stream().map(line -> line.get(at))));
            if (side > 0) {
                ratios.add(median(lines.stream().map(line -> line.get(0) / line.get(at))));
            }
        }
        out.printf(
                "| %s: %s | %s | %s |%n",
                row.title(),
                String.join(" / ", row.sides()),
                texts(medians, "%,.0f"),
                texts(ratios, "%.2f"));
    }

    private double score(Case row, String side) throws RunnerException {
        String name =
                Character.toUpperCase(row.benchmark().charAt(0)) + row.benchmark().substring(1);
        OptionsBuilder options = new OptionsBuilder();
        if (row.sides().size() > 1) {
            options.param("side", side);
        }
        options.include("\\." + name + "Benchmark\\.")
                .verbosity(VerboseMode.SILENT)
                .forks(1)
                .warmupIterations(warmup)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(2)
                .measurementTime(TimeValue.seconds(1));
        row.parameters().forEach((key, value) -> options.param(key, value));
        return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
    }

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String texts(List<Double> values, String format) {
        return String.join(" / ", values.stream().map(v -> format.formatted(v)).toList());
    }

    /** Prints how many threads this process has without children, with one, and with many. */
    private void idle() throws IOException {
        List<ChildProcess> children = new ArrayList<>();
        out.printf("threads without children: %s%n", threads());
        children.add(ChildProcesses.spawn("sleep", "600"));
        out.printf("threads with one idle child: %s%n", threads());
        while (children.size() < IDLE_CHILDREN) {
            children.add(ChildProcesses.spawn("sleep", "600"));
        }
        out.printf("threads with %,d idle children: %s%n", IDLE_CHILDREN, threads());
        children.forEach(ChildProcess::close);
    }

    private static String threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return "%d, of them %d that run Java (the others compile and collect)"
                    .formatted(tasks.count(), ManagementFactory.getThreadMXBean().getThreadCount());
        }
    }
}
