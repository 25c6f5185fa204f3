package dev.drover.childprocess.ipc;

import dev.drover.childprocess.IpcException;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many messages per second the two serializations encode and decode: medians of several rounds.
 * Run as a program; it is no test, because speed is not a verdict.
 */
public final class CodecBenchmark {

    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 700_000_000L;
    private static final Framing.Receiver NOBODY =
            new Framing.Receiver() {
                @Override
                public void received(@Nullable Object message) {}

                @Override
                public void failed(IpcException error) {
                    throw new IllegalStateException(error);
                }

                @Override
                public void broken(IpcException error) {
                    throw new IllegalStateException(error);
                }
            };

    private CodecBenchmark() {}

    /** Prints one line per case. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        for (int rows : List.of(1, 118)) {
            Object message = message(rows);
            Framing json = new JsonFraming();
            Framing advanced = new AdvancedFraming();
            report(out, "json", json, message);
            report(out, "advanced", advanced, message);
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

    private static void report(PrintStream out, String name, Framing framing, Object message) {
        byte[] bytes = framing.encode(message);
        double encoded = median(() -> framing.encode(message));
        double decoded = median(() -> framing.decode(bytes, 0, bytes.length, NOBODY));
        out.printf(
                "%-8s %6d bytes  encode %,9.0f/s  decode %,9.0f/s%n",
                name, bytes.length, encoded, decoded);
    }

    private static double median(Runnable work) {
        double[] perSecond = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long count = 0;
            long elapsed;
            do {
                for (int i = 0; i < 100; i++) {
                    work.run();
                }
                count += 100;
                elapsed = System.nanoTime() - start;
            } while (elapsed < ROUND_NANOS);
            perSecond[round] = count * 1e9 / elapsed;
        }
        Arrays.sort(perSecond);
        return perSecond[ROUNDS / 2];
    }
}
