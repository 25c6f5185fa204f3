package dev.drover.childprocess.ipc;

import dev.drover.childprocess.IpcException;
import dev.drover.childprocess.bench.NodeSide;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Messages per second that the two serializations encode and decode, without a channel; beside them
 * Node's {@code JSON} and {@code v8.serialize}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CodecBenchmark {

    private static final int BATCH = 200;

    @Param({"drover", "node"})
    String side = "";

    @Param({"json", "advanced"})
    String serialization = "";

    @Param({"encode", "decode"})
    String direction = "";

    /** Objects of six properties in the message; 118 are about 10 KB. */
    @Param({"1", "118"})
    int rows;

    private NodeSide node;
    private Framing framing;
    private Object message;
    private byte[] bytes;

    @Setup(Level.Trial)
    public void start() throws IOException {
        framing = serialization.equals("json") ? new JsonFraming() : new AdvancedFraming();
        message = message(rows);
        bytes = framing.encode(message);
        node =
                side.equals("node")
                        ? NodeSide.start("codec.js", serialization, direction, rows)
                        : null;
    }

    @TearDown(Level.Trial)
    public void end() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void messages(Blackhole taken) throws IOException {
        if (node != null) {
            node.run(BATCH);
        } else if (direction.equals("encode")) {
            for (int i = 0; i < BATCH; i++) {
                taken.consume(framing.encode(message));
            }
        } else {
            Framing.Receiver receiver = new Consuming(taken);
            for (int i = 0; i < BATCH; i++) {
                framing.decode(bytes, 0, bytes.length, receiver);
            }
        }
    }

    private static Object message(int rows) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("type", "process:msg");
            row.put("id", i);
            row.put("name", "service-" + i);
            row.put("cpu", 12.5);
            row.put("memory", 73_400_320);
            row.put("online", true);
            list.add(row);
        }
        return rows == 1 ? list.getFirst() : list;
    }

    private record Consuming(Blackhole taken) implements Framing.Receiver {
        @Override
        public void received(@Nullable Object message) {
            taken.consume(message);
        }

        @Override
        public void failed(IpcException error) {
            throw new IllegalStateException(error);
        }

        @Override
        public void broken(IpcException error) {
            throw new IllegalStateException(error);
        }
    }
}
