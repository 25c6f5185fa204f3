package dev.drover.childprocess.bench;

import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ForkOptions;
import dev.drover.childprocess.Serialization;
import dev.drover.childprocess.SpawnOptions;

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

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Round trips per second with the same Node child: our parent against a Node parent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class IpcBenchmark {

    private static final int BATCH = 1000;

    /** A parent that makes round trips. */
    private interface Parent extends AutoCloseable {
        void roundTrips() throws IOException;

        @Override
        void close() throws IOException;
    }

    @Param({"drover", "node"})
    String side = "";

    @Param({"json", "advanced"})
    String serialization = "";

    @Param({"1", "64"})
    int inFlight;

    /** 0: the five letters "world". */
    @Param({"0", "10240"})
    int bodyBytes;

    private Parent parent;

    @Setup(Level.Trial)
    public void start() throws IOException {
        parent =
                side.equals("node")
                        ? new NodeParent(
                                NodeSide.start("ipc-parent.js", serialization, inFlight, bodyBytes))
                        : new JavaParent(
                                Serialization.valueOf(serialization.toUpperCase(Locale.ROOT)),
                                inFlight,
                                bodyBytes == 0 ? "world" : "x".repeat(bodyBytes));
    }

    @TearDown(Level.Trial)
    public void end() throws IOException {
        parent.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void roundTrips() throws IOException {
        parent.roundTrips();
    }

    private record NodeParent(NodeSide node) implements Parent {
        @Override
        public void roundTrips() throws IOException {
            node.run(BATCH);
        }

        @Override
        public void close() throws IOException {
            node.close();
        }
    }

    /** Answers in the message listener, as the Node side does. */
    private static final class JavaParent implements Parent {

        private final Semaphore done = new Semaphore(0);
        private final ChildProcess child;
        private final int inFlight;
        private final String body;
        private int toSend;
        private int toReceive;

        JavaParent(Serialization serialization, int inFlight, String body) throws IOException {
            this.inFlight = inFlight;
            this.body = body;
            child =
                    ChildProcesses.fork(
                            NodeSide.script("echo.js"),
                            List.of(),
                            ForkOptions.DEFAULT.withSpawn(
                                    SpawnOptions.DEFAULT.withSerialization(serialization)));
            child.onMessage((@Nullable Object _) -> received());
        }

        @Override
        public void roundTrips() {
            child.onSpawn(this::begin);
            done.acquireUninterruptibly();
        }

        @Override
        public void close() {
            child.disconnect();
            Semaphore ended = new Semaphore(0);
            child.onExit(_ -> ended.release());
            ended.acquireUninterruptibly();
        }

        /** On the event thread, as all that follows; so no field needs a lock. */
        private void begin() {
            toSend = BATCH;
            toReceive = BATCH;
            for (int i = 0; i < inFlight; i++) {
                send();
            }
        }

        private void received() {
            if (toSend > 0) {
                send();
            }
            if (--toReceive == 0) {
                done.release();
            }
        }

        private void send() {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("hello", body);
            message.put("n", toSend--);
            child.send(message);
        }
    }
}
