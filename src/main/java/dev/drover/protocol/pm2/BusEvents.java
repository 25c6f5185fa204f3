package dev.drover.protocol.pm2;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.Metrics;
import dev.drover.domain.PlainText;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.protocol.bus.BusMessage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Domain events as bus events: PM2's own (spec/pm2.md section 4) and, under {@code drover:}, what
 * PM2 does not tell.
 */
public final class BusEvents {

    static final String PROCESS_EVENT = "process:event";
    static final String LOG_OUT = "log:out";
    static final String LOG_ERR = "log:err";
    static final String LOG_SUPERVISOR = "log:PM2";
    static final String KILL = "pm2:kill";
    static final String DROVER_PROCESS = "drover:process";
    static final String DROVER_DELETED = "drover:deleted";
    static final String DROVER_METRICS = "drover:metrics";
    static final String DROVER_LOG = "drover:log";
    static final String DROVER_SENT = "drover:sent";

    /**
     * Topic of the marker for events that a slow subscriber missed; payload {@code {count, bytes}}.
     */
    public static final String GAP = "drover:gap";

    /** The environment, which PM2 mixes with the options. */
    static final String DROVER_ENV = "drover:env";

    static final String DROVER_PID = "drover:pid";

    /** The exact exit status; an exit event without it says that a stop is complete. */
    static final String DROVER_EXIT = "drover:exit";

    /** Marks what a client announced, whatever it calls it. */
    static final String DROVER_ANNOUNCED = "drover:announced";

    private BusEvents() {}

    /** What to publish, in order; empty for what has no place on the bus. */
    public static List<BusMessage> encode(ProcessEvent event) {
        return switch (event) {
            case ProcessEvent.ProcessAdded e -> List.of(entry(e));
            case ProcessEvent.ProcessChanged e -> List.of(entry(e));
            case ProcessEvent.ProcessOnline e -> lifecycle("online", false, e);
            case ProcessEvent.ProcessStarted e -> lifecycle("start", true, e);
            case ProcessEvent.ProcessExited e -> lifecycle("exit", false, e);
            case ProcessEvent.ProcessStopped e -> lifecycle("exit", false, e);
            case ProcessEvent.ReplacedWorkerExited e ->
                    List.of(replaced(e.process(), Optional.of(e.status()), e.at()));
            case ProcessEvent.ReplacedWorkerStopped e ->
                    List.of(replaced(e.process(), Optional.empty(), e.at()));
            case ProcessEvent.RestartLimitReached e -> lifecycle("restart overlimit", false, e);
            case ProcessEvent.ActionAnnounced e -> lifecycle(e.action(), true, e);
            case ProcessEvent.ProcessDeleted e -> List.of(deleted(e));
            case ProcessEvent.OutputWritten e -> output(e);
            case ProcessEvent.MessageReceived e ->
                    ChildMessage.encode(e.process(), e.message(), e.at()).stream().toList();
            case ProcessEvent.MessageSent e ->
                    List.of(
                            new BusMessage(
                                    DROVER_SENT,
                                    ChildMessage.encodeSent(e.process(), e.message(), e.at())));
            case ProcessEvent.MetricsSampled e -> List.of(metrics(e));
            case ProcessEvent.SupervisorLogged e -> List.of(supervisorLog(e));
            case ProcessEvent.EventsMissed e -> List.of(gap(e.count(), e.bytes()));
            case ProcessEvent.SupervisorStopping e -> List.of(stopping(e));
        };
    }

    /** The same for PM2's clients alone, who know nothing of {@code drover:}. */
    public static List<BusMessage> encodeForStock(ProcessEvent event) {
        return switch (event) {
            case ProcessEvent.ProcessAdded _,
                    ProcessEvent.ProcessChanged _,
                    ProcessEvent.ProcessDeleted _,
                    ProcessEvent.MessageSent _,
                    ProcessEvent.MetricsSampled _ ->
                    List.of();
            case ProcessEvent.OutputWritten e -> List.of(stockOutput(e));
            default -> encode(event);
        };
    }

    /** The marker for events that were dropped. */
    public static BusMessage gap(long count, long bytes) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("count", count);
        payload.put("bytes", bytes);
        return new BusMessage(GAP, payload);
    }

    private static BusMessage entry(ProcessEvent.OfProcess event) {
        Map<String, Object> payload = ListEntry.encode(event.process());
        payload.put("at", event.at().toEpochMilli());
        return new BusMessage(DROVER_PROCESS, payload);
    }

    private static List<BusMessage> lifecycle(
            String name, boolean manually, ProcessEvent.OfProcess event) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("event", name);
        payload.put("manually", manually);
        Map<String, Object> process = ListEntry.flatEnv(event.process());
        if (event instanceof ProcessEvent.RestartLimitReached
                && event.process().unstableRestarts() == 0) {
            // The entry has begun to count anew; PM2 tells of those that made it give up.
            process.put("unstable_restarts", event.process().spec().restart().maxRestarts());
        }
        payload.put("process", process);
        payload.put("at", event.at().toEpochMilli());
        payload.put(DROVER_ENV, event.process().spec().env());
        if (event.process().pid().isPresent()) {
            payload.put(DROVER_PID, event.process().pid().getAsLong());
        }
        switch (event) {
            case ProcessEvent.ProcessExited exited ->
                    payload.put(DROVER_EXIT, DroverInfo.encodeExit(exited.status()));
            case ProcessEvent.ActionAnnounced _ -> payload.put(DROVER_ANNOUNCED, true);
            default -> {}
        }
        return List.of(new BusMessage(PROCESS_EVENT, payload));
    }

    private static BusMessage replaced(
            ProcessDescription process, Optional<ExitStatus> status, Instant at) {
        Map<String, Object> old = new LinkedHashMap<>(ListEntry.flatEnv(process));
        old.put("pm_id", ListEntry.replacedId(process));
        status.ifPresent(exit -> old.put("exit_code", ListEntry.exitCode(exit)));
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("event", "exit");
        payload.put("manually", false);
        payload.put("process", old);
        payload.put("at", at.toEpochMilli());
        return new BusMessage(PROCESS_EVENT, payload);
    }

    private static BusMessage deleted(ProcessEvent.ProcessDeleted event) {
        Map<String, Object> payload = ListEntry.withoutMonit(event.process());
        payload.put("at", event.at().toEpochMilli());
        return new BusMessage(DROVER_DELETED, payload);
    }

    private static List<BusMessage> output(ProcessEvent.OutputWritten event) {
        Map<String, Object> exact = LogFields.encode(event.chunk());
        exact.put("pm_id", event.process().id());
        return List.of(stockOutput(event), new BusMessage(DROVER_LOG, exact));
    }

    private static BusMessage stockOutput(ProcessEvent.OutputWritten event) {
        LogChunk chunk = event.chunk();
        ProcessDescription process = event.process();
        Map<String, @Nullable Object> origin = new LinkedHashMap<>();
        origin.put("pm_id", process.id());
        origin.put("name", process.name());
        origin.put("rev", VersioningFields.commit(process));
        origin.put("namespace", process.namespace());
        Map<String, Object> stock = new LinkedHashMap<>();
        stock.put("process", origin);
        stock.put("at", chunk.at().toEpochMilli());
        stock.put("data", chunk.text());
        return new BusMessage(chunk.stream() == LogStream.OUT ? LOG_OUT : LOG_ERR, stock);
    }

    private static BusMessage metrics(ProcessEvent.MetricsSampled event) {
        List<Object> samples = new ArrayList<>();
        event.samples().forEach((id, sample) -> samples.add(sample(id, sample)));
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("at", event.at().toEpochMilli());
        payload.put("samples", samples);
        // Where a sample has no figures of its tree, the tree is the process alone.
        payload.put(
                DroverInfo.TREES,
                event.samples().values().stream().anyMatch(one -> one.tree().isPresent()));
        return new BusMessage(DROVER_METRICS, payload);
    }

    private static Map<String, Object> sample(int id, Metrics metrics) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pm_id", id);
        map.put("cpu", metrics.cpuPercent());
        map.put("memory", metrics.memoryBytes());
        metrics.tree()
                .filter(tree -> !tree.equals(metrics.own()))
                .ifPresent(
                        tree -> {
                            map.put(DroverInfo.TREE_CPU, tree.cpuPercent());
                            map.put(DroverInfo.TREE_MEMORY, tree.memoryBytes());
                        });
        return map;
    }

    private static BusMessage supervisorLog(ProcessEvent.SupervisorLogged event) {
        Map<String, @Nullable Object> origin = new LinkedHashMap<>();
        origin.put("pm_id", "PM2");
        origin.put("name", "PM2");
        origin.put("rev", null);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("process", origin);
        payload.put("at", event.at().toEpochMilli());
        payload.put("data", PlainText.visible(event.line()) + "\n");
        return new BusMessage(LOG_SUPERVISOR, payload);
    }

    private static BusMessage stopping(ProcessEvent.SupervisorStopping event) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("status", "killed");
        payload.put("msg", event.reason());
        return new BusMessage(KILL, payload);
    }

    static Instant at(Fields payload) {
        return DroverInfo.instant(payload, "at").orElse(Instant.EPOCH);
    }
}
