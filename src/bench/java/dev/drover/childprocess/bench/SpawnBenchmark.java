package dev.drover.childprocess.bench;

import dev.drover.childprocess.ChildProcesses;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Children per second: {@code /bin/true} with three pipes, from spawn to the exit event. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SpawnBenchmark {

    private static final int BATCH = 100;
    private static final String PROGRAM = "/bin/true";

    /** How one child is started; {@code ended} is to be run at its exit. */
    private interface Starter {
        void start(Runnable ended) throws IOException;
    }

    @Param({"drover", "processbuilder", "node"})
    String side = "";

    @Param({"1", "2", "8"})
    int inFlight;

    private NodeSide node;

    @Setup(Level.Trial)
    public void start() throws IOException {
        node = side.equals("node") ? NodeSide.start("spawn-parent.js", inFlight) : null;
    }

    @TearDown(Level.Trial)
    public void end() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void spawn() throws IOException {
        switch (side) {
            case "drover" -> batch(ended -> ChildProcesses.spawn(PROGRAM).onExit(_ -> ended.run()));
            case "processbuilder" ->
                    batch(ended -> new ProcessBuilder(PROGRAM).start().onExit().thenRun(ended));
            default -> node.run(BATCH);
        }
    }

    private void batch(Starter starter) throws IOException {
        Semaphore free = new Semaphore(inFlight);
        for (int i = 0; i < BATCH; i++) {
            free.acquireUninterruptibly();
            starter.start(free::release);
        }
        free.acquireUninterruptibly(inFlight);
    }
}
