package dev.drover.ui.logview;

import dev.drover.domain.LogStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lines per second that the log view makes of chunks, colours and levels and all. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LineBenchmark {

    private static final int LINES = 100;

    private static final List<String> KINDS =
            List.of(
                    "2026-11-21T12:00:00.000Z INFO  GET /orders/4711 200 in 4 ms",
                    "\u001b[33mwarn\u001b[39m: slow query, 1204 ms",
                    "    at Object.<anonymous> (/srv/shop/api/main.js:12:7)",
                    "{\"level\":50,\"time\":1790000000000,\"msg\":\"lost the database\"}",
                    "listening on http://localhost:3000");

    @Param({"assemble", "level"})
    String work = "";

    private Consumer<Blackhole> chosen = _ -> {};

    @Setup
    public void prepare() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            text.append(KINDS.get(i % KINDS.size())).append('\n');
        }
        String chunk = text.toString();
        LineAssembler assembler = new LineAssembler(0, LogStream.OUT);
        chosen =
                switch (work) {
                    case "assemble" ->
                            taken -> assembler.accept(chunk, Instant.EPOCH, taken::consume);
                    case "level" ->
                            taken -> {
                                for (int i = 0; i < LINES; i++) {
                                    taken.consume(LevelGuess.of(KINDS.get(i % KINDS.size())));
                                }
                            };
                    default -> throw new IllegalArgumentException(work);
                };
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public void lines(Blackhole taken) {
        chosen.accept(taken);
    }
}
