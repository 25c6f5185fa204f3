package dev.drover.ui.logview;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Log files in memory: what was written before {@code tail} is history, the rest comes live. */
final class MemoryLogSource implements LogSource {

    private final List<Consumer<ProcessEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, List<LogChunk>> written = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final CompletableFuture<Void> held = new CompletableFuture<>();
    private boolean holds;
    private Instant now = Instant.parse("2026-03-02T14:02:11.120Z");

    synchronized void write(ProcessDescription process, LogStream stream, int run, String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        String file = process.id() + "-" + stream;
        long offset = sizes.getOrDefault(file, 0L);
        sizes.put(file, offset + length);
        now = now.plusMillis(37);
        LogChunk chunk = new LogChunk(stream, text, offset, length, run, now);
        written.computeIfAbsent(process.id(), _ -> new ArrayList<>()).add(chunk);
        tell(new ProcessEvent.OutputWritten(process, chunk));
    }

    /** Keeps the sizes, but not the text: for floods. */
    synchronized void forget(ProcessDescription process) {
        written.remove(process.id());
    }

    synchronized void exit(ProcessDescription process, ExitStatus status) {
        tell(new ProcessEvent.ProcessExited(process, status, now));
    }

    synchronized void tell(ProcessEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public synchronized CompletableFuture<LogTail> tail(int id, int maxBytes) {
        LogTail tail =
                new LogTail(
                        written.getOrDefault(id, List.of()),
                        sizes.getOrDefault(id + "-" + LogStream.OUT, 0L),
                        sizes.getOrDefault(id + "-" + LogStream.ERR, 0L));
        return (holds ? held : CompletableFuture.completedFuture(null)).thenApply(_ -> tail);
    }

    /** From now on histories are on their way, until they are let go. */
    synchronized void hold() {
        holds = true;
    }

    void letGo() {
        held.complete(null);
    }

    @Override
    public Subscription subscribe(Consumer<ProcessEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
