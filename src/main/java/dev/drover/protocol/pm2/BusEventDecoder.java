package dev.drover.protocol.pm2;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Home;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.protocol.bus.BusMessage;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bus events as domain events. It remembers the last description of each process, because most
 * events name a process by its id only. Not safe for use by several threads.
 */
public final class BusEventDecoder {

    private final Home home;
    private final boolean fromDrover;
    private final Map<Integer, ProcessDescription> known = new HashMap<>();
    private final LogPositions positions = new LogPositions();

    /**
     * @param fromDrover true: the peer sends {@code drover:} events as well, so what they tell is
     *     not taken from PM2's poorer ones
     */
    public BusEventDecoder(Home home, boolean fromDrover) {
        this.home = home;
        this.fromDrover = fromDrover;
    }

    /**
     * Notes how long the log files of processes are now, before their next output. Any thread; to
     * be called as soon as the bus is connected.
     */
    public void noteLogs(List<ProcessDescription> processes) {
        if (!fromDrover) {
            processes.forEach(this::noteLogs);
        }
    }

    private void noteLogs(ProcessDescription process) {
        for (LogStream stream : LogStream.values()) {
            positions.note(process.spec().logs().file(stream));
        }
    }

    /** Takes descriptions from a list; what an event has told already is newer and stays. */
    public void learn(List<ProcessDescription> processes) {
        processes.forEach(process -> known.putIfAbsent(process.id(), process));
    }

    /**
     * The events in a message; empty for what has no meaning here.
     *
     * @throws InvalidOptionException when a known topic has a payload of the wrong shape
     */
    public List<ProcessEvent> decode(BusMessage message) {
        Fields payload = Fields.lenient(message.payload());
        return switch (message.topic()) {
            case BusEvents.DROVER_PROCESS -> List.of(changed(payload));
            case BusEvents.DROVER_DELETED -> List.of(deleted(payload));
            case BusEvents.DROVER_METRICS -> List.of(metrics(payload));
            case BusEvents.DROVER_LOG -> {
                LogChunk chunk = LogFields.decodeChunk(payload);
                yield List.of(new ProcessEvent.OutputWritten(knownOrBare(payload), chunk));
            }
            case BusEvents.DROVER_SENT ->
                    List.of(
                            new ProcessEvent.MessageSent(
                                    knownOrBare(payload.object("process")),
                                    ChildMessage.decodeSent(payload),
                                    at(payload)));
            case BusEvents.GAP ->
                    List.of(
                            new ProcessEvent.EventsMissed(
                                    payload.optionalWhole("count").orElse(0L),
                                    payload.optionalWhole("bytes").orElse(0L),
                                    Instant.now()));
            case BusEvents.PROCESS_EVENT -> lifecycle(payload);
            case BusEvents.LOG_OUT -> plainOutput(payload, LogStream.OUT);
            case BusEvents.LOG_ERR -> plainOutput(payload, LogStream.ERR);
            case BusEvents.LOG_SUPERVISOR ->
                    List.of(
                            new ProcessEvent.SupervisorLogged(
                                    payload.text("data", "").stripTrailing(), at(payload)));
            case BusEvents.KILL ->
                    List.of(
                            new ProcessEvent.SupervisorStopping(
                                    payload.text("msg", ""), Instant.now()));
            case String topic when topic.startsWith("drover:") -> List.of();
            case String topic -> childMessage(topic, payload);
        };
    }

    private ProcessEvent changed(Fields payload) {
        ProcessDescription process = ListEntry.decode(payload.map(), home);
        return known.put(process.id(), process) == null
                ? new ProcessEvent.ProcessAdded(process, at(payload))
                : new ProcessEvent.ProcessChanged(process, at(payload));
    }

    private ProcessEvent deleted(Fields payload) {
        ProcessDescription process = ListEntry.decode(payload.map(), home);
        known.remove(process.id());
        return new ProcessEvent.ProcessDeleted(process, at(payload));
    }

    private ProcessEvent metrics(Fields payload) {
        Map<Integer, Metrics> samples = new LinkedHashMap<>();
        if (payload.raw("samples") instanceof List<?> list) {
            for (Object element : list) {
                Fields sample = Fields.lenient(element);
                int id = sample.whole("pm_id", -1);
                Metrics metrics = sample(sample, payload.flag(DroverInfo.TREES, false));
                samples.put(id, metrics);
                known.computeIfPresent(id, (_, process) -> process.withMetrics(metrics));
            }
        }
        return new ProcessEvent.MetricsSampled(samples, at(payload));
    }

    private static Metrics sample(Fields sample, boolean trees) {
        double cpu = sample.real("cpu");
        long memory = sample.optionalWhole("memory").orElse(0L);
        Metrics.Usage tree =
                sample.has(DroverInfo.TREE_MEMORY)
                        ? new Metrics.Usage(
                                sample.real(DroverInfo.TREE_CPU),
                                sample.optionalWhole(DroverInfo.TREE_MEMORY).orElse(memory))
                        : new Metrics.Usage(cpu, memory);
        return new Metrics(cpu, memory, trees ? Optional.of(tree) : Optional.empty());
    }

    private List<ProcessEvent> lifecycle(Fields payload) {
        Map<String, @Nullable Object> env = new LinkedHashMap<>(payload.object("process").map());
        // PM2 calls a cluster worker that is being replaced "_old_7" and hides it from lists.
        if (!(env.get("pm_id") instanceof Number number)) {
            return List.of();
        }
        Optional<ProcessDescription> before = Optional.ofNullable(known.get(number.intValue()));
        if (payload.has(BusEvents.DROVER_ENV)) {
            env.put("env", payload.scalars(BusEvents.DROVER_ENV));
        } else {
            before.ifPresent(process -> env.put("env", process.spec().env()));
        }
        long pid =
                payload.optionalWhole(BusEvents.DROVER_PID)
                        .orElseGet(() -> before.map(p -> p.pid().orElse(0)).orElse(0L));
        Metrics metrics = before.map(ProcessDescription::metrics).orElse(Metrics.NONE);
        ProcessDescription process = ListEntry.decodeEnv(env, pid, metrics, home);
        ProcessEvent event = lifecycle(payload, process, before);
        if (fromDrover) {
            return List.of(event);
        }
        ProcessDescription after =
                event instanceof ProcessEvent.ProcessOnline
                        ? Descriptions.withStatus(process, ProcessStatus.ONLINE)
                        : process;
        known.put(after.id(), after);
        noteLogs(after);
        return List.of(event, new ProcessEvent.ProcessChanged(after, event.at()));
    }

    private static ProcessEvent lifecycle(
            Fields payload, ProcessDescription process, Optional<ProcessDescription> before) {
        Instant at = at(payload);
        String name = payload.text("event", "");
        if (payload.has(BusEvents.DROVER_ANNOUNCED)) {
            return new ProcessEvent.ActionAnnounced(process, name, at);
        }
        return switch (name) {
            case "online" -> new ProcessEvent.ProcessOnline(process, at);
            case "start" -> new ProcessEvent.ProcessStarted(process, at);
            case "restart overlimit" -> new ProcessEvent.RestartLimitReached(process, at);
            case "exit" -> exit(payload, process, before, at);
            default -> new ProcessEvent.ActionAnnounced(process, name, at);
        };
    }

    private static ProcessEvent exit(
            Fields payload,
            ProcessDescription process,
            Optional<ProcessDescription> before,
            Instant at) {
        Optional<ExitStatus> exact = DroverInfo.decodeExit(payload.object(BusEvents.DROVER_EXIT));
        boolean fromDrover = payload.has(BusEvents.DROVER_ENV);
        boolean stopCompleted =
                fromDrover
                        ? exact.isEmpty()
                        : before.map(ProcessDescription::status).orElse(process.status())
                                        == ProcessStatus.STOPPING
                                && process.status() == ProcessStatus.STOPPED;
        if (stopCompleted) {
            return new ProcessEvent.ProcessStopped(process, at);
        }
        ExitStatus status =
                exact.or(process::lastExit)
                        .orElse(new ExitStatus.Unknown("PM2 did not tell the exit code"));
        return new ProcessEvent.ProcessExited(process, status, at);
    }

    private List<ProcessEvent> plainOutput(Fields payload, LogStream stream) {
        if (fromDrover) {
            return List.of();
        }
        ProcessDescription process = knownOrBare(payload.object("process"));
        String text = payload.text("data", "");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long offset = positions.offset(process.spec().logs().file(stream), bytes, at(payload));
        LogChunk chunk = new LogChunk(stream, text, offset, bytes.length, 0, at(payload));
        return List.of(new ProcessEvent.OutputWritten(process, chunk));
    }

    private List<ProcessEvent> childMessage(String topic, Fields payload) {
        Fields origin = payload.object("process");
        if (!(origin.raw("pm_id") instanceof Number)) {
            return List.of();
        }
        return List.of(
                new ProcessEvent.MessageReceived(
                        knownOrBare(origin), ChildMessage.decode(topic, payload), at(payload)));
    }

    private ProcessDescription knownOrBare(Fields origin) {
        ProcessDescription process = known.get(origin.whole("pm_id", -1));
        if (process != null) {
            return process;
        }
        Map<String, @Nullable Object> bare = new LinkedHashMap<>();
        bare.put("pm_id", origin.whole("pm_id", -1));
        bare.put("name", origin.text("name", ""));
        bare.put("namespace", origin.text("namespace", "default"));
        bare.put("status", ProcessStatus.ONLINE.word());
        return ListEntry.decodeEnv(bare, 0, Metrics.NONE, home);
    }

    private static Instant at(Fields payload) {
        return BusEvents.at(payload);
    }
}
