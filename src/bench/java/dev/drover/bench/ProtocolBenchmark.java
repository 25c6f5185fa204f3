package dev.drover.bench;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.AmpFrame;
import dev.drover.protocol.Json;
import dev.drover.protocol.JsonOutput;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.bus.BusMessage;
import dev.drover.protocol.pm2.BusEvents;
import dev.drover.protocol.pm2.ListEntry;
import dev.drover.protocol.pm2.MonitorData;
import dev.drover.protocol.pm2.Redaction;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pieces of the protocol per second, without a socket. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ProtocolBenchmark {

    private static final int SERVICES = 200;

    /** One of the pieces of work. */
    @FunctionalInterface
    private interface Work {
        Object run() throws ProtocolException;
    }

    @Param({"list-entry", "list-of-200", "log-chunk", "frame-read", "event-read"})
    String work = "";

    private Work chosen = () -> "";
    private int round;

    @Setup
    public void prepare() {
        ProcessDescription one = SomeServices.one(1);
        BusMessage event =
                BusEvents.encode(new ProcessEvent.OutputWritten(one, chunk())).getFirst();
        byte[] frame = event.encode();
        chosen =
                switch (work) {
                    case "list-entry" -> () -> Json.write(ListEntry.encode(one));
                    case "list-of-200" -> listAgain();
                    case "log-chunk" -> event::encode;
                    case "frame-read" -> () -> frames(frame);
                    case "event-read" -> () -> BusMessage.decode(frames(frame).getFirst());
                    default -> throw new IllegalArgumentException(work);
                };
    }

    @Benchmark
    public Object pieces() throws ProtocolException {
        return chosen.run();
    }

    /** As a window that asks each second: nothing but the metrics has changed. */
    private Work listAgain() {
        MonitorData data = new MonitorData(Redaction.NONE);
        List<ProcessDescription> first = SomeServices.list(SERVICES);
        List<ProcessDescription> second =
                first.stream().map(process -> process.withMetrics(Metrics.NONE)).toList();
        List<List<ProcessDescription>> lists = List.of(first, second);
        return () -> {
            JsonOutput out = new JsonOutput(1 << 16);
            data.of(lists.get(round++ & 1)).writeTo(out);
            return out;
        };
    }

    private static List<AmpFrame> frames(byte[] bytes) throws ProtocolException {
        return new AmpDecoder().feed(ByteBuffer.wrap(bytes));
    }

    /** Some 4 KB of lines. */
    private static LogChunk chunk() {
        String line = "2026-11-21T12:00:00.000Z INFO  GET /orders/4711 200 in 4 ms\n";
        String text = line.repeat(4096 / line.length());
        return new LogChunk(LogStream.OUT, text, 0, text.length(), 1, Instant.EPOCH);
    }
}
