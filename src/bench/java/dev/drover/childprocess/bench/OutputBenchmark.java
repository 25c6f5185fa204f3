package dev.drover.childprocess.bench;

import dev.drover.childprocess.ChildProcess;
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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** MiB per second of 1 GiB of a child's output into a file, against {@code child | cat > file}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class OutputBenchmark {

    private static final int MIB = 1024;
    private static final String CHILD = "head -c 1073741824 /dev/zero";

    @Param({"drover", "cat"})
    String side = "";

    private Path file;

    @Setup(Level.Trial)
    public void start() throws IOException {
        file = Files.createTempFile("drover-bench", ".out");
    }

    @TearDown(Level.Trial)
    public void end() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    @OperationsPerInvocation(MIB)
    public void output() throws IOException, InterruptedException {
        if (side.equals("cat")) {
            new ProcessBuilder("sh", "-c", CHILD + " | cat > " + file).start().waitFor();
        } else {
            String[] words = CHILD.split(" ");
            ChildProcess child = ChildProcesses.spawn(words[0], words[1], words[2], words[3]);
            try (InputStream in = child.stdout().orElseThrow();
                    OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[64 << 10];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    out.write(buffer, 0, count);
                }
            }
        }
        if (Files.size(file) != (long) MIB << 20) {
            throw new IOException("Only %d bytes arrived.".formatted(Files.size(file)));
        }
    }
}
