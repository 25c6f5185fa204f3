package dev.drover.ui.model;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessEvent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How fast services write their logs, as a mean of the last seconds. Events may come on any thread,
 * and cost nothing while nobody looks; the rest on the FX thread.
 */
public final class OutputMeter {

    private static final int SECONDS = 5;

    private final Map<Integer, LongAdder> fresh = new ConcurrentHashMap<>();
    private final Map<Log, Long> ends = new ConcurrentHashMap<>();
    private final Map<Integer, long[]> last = new HashMap<>();
    private volatile boolean on;
    private int second;

    private record Log(int process, LogStream stream) {}

    /** Takes an event. */
    public void accept(ProcessEvent event) {
        if (on && event instanceof ProcessEvent.OutputWritten written) {
            LogChunk chunk = written.chunk();
            int id = written.process().id();
            fresh.computeIfAbsent(id, _ -> new LongAdder()).add(grown(id, chunk));
        }
    }

    /** A window that cannot keep up is not told of every chunk, but of where each one stands. */
    private long grown(int id, LogChunk chunk) {
        long end = chunk.offset() + chunk.length();
        Long before = ends.put(new Log(id, chunk.stream()), end);
        return before != null && chunk.offset() >= before ? end - before : chunk.length();
    }

    /** Begins to count, or ends and forgets. */
    void setOn(boolean value) {
        on = value;
        forget();
    }

    /** What was written while nobody was told is not of this second. */
    void forget() {
        ends.clear();
        fresh.clear();
        last.clear();
    }

    /** One more second is over. */
    void tick() {
        second = (second + 1) % SECONDS;
        last.values().forEach(bytes -> bytes[second] = 0);
        fresh.forEach(
                (id, bytes) -> {
                    long written = bytes.sumThenReset();
                    if (written > 0) {
                        last.computeIfAbsent(id, _ -> new long[SECONDS])[second] = written;
                    }
                });
        last.values().removeIf(bytes -> Arrays.stream(bytes).allMatch(one -> one == 0));
    }

    /** Bytes per second of both logs of a service. */
    double rate(int process) {
        long[] bytes = last.get(process);
        return bytes == null ? 0 : (double) Arrays.stream(bytes).sum() / SECONDS;
    }
}
