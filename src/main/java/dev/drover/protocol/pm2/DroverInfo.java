package dev.drover.protocol.pm2;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ListeningPort;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.Signal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The object {@value #KEY} inside a process description: what PM2 has no word for. A peer that does
 * not know it loses nothing that PM2 would have told.
 */
final class DroverInfo {

    static final String KEY = "drover:info";

    /** In an event of metrics: descendants were counted. */
    static final String TREES = "trees";

    /** In one sample: the process and its descendants together. */
    static final String TREE_CPU = "treeCpu";

    static final String TREE_MEMORY = "treeMemory";

    private static final String KIND = "kind";
    private static final String NEVER_RAN = "neverRan";
    private static final String PORTS = "ports";
    private static final String STOP_SIGNAL = "stopSignal";

    private DroverInfo() {}

    static Map<String, Object> encode(ProcessDescription process) {
        Map<String, Object> info = new LinkedHashMap<>();
        process.lastExit().ifPresent(exit -> info.put("lastExit", encodeExit(exit)));
        process.startCause().ifPresent(cause -> info.put("startCause", encodeCause(cause)));
        process.endCause().ifPresent(cause -> info.put("endCause", encodeCause(cause)));
        process.statusReason().ifPresent(reason -> info.put("statusReason", reason));
        process.nextRestartAt().ifPresent(at -> info.put("nextRestartAt", at.toEpochMilli()));
        if (process.startedAt().isEmpty()) {
            info.put(NEVER_RAN, true);
        }
        info.put("ipc", process.ipc());
        info.put("instance", process.instance());
        if (!process.spec()
                .stop()
                .signal()
                .equals(DaemonDefaults.OF_THIS_PROCESS.stop().signal())) {
            info.put(STOP_SIGNAL, process.spec().stop().signal().name());
        }
        if (!process.ports().isEmpty()) {
            info.put(PORTS, process.ports().stream().map(DroverInfo::encodePort).toList());
        }
        return info;
    }

    private static Map<String, Object> encodePort(ListeningPort port) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("protocol", port.protocol().name());
        map.put("address", port.address());
        map.put("port", port.port());
        return map;
    }

    /** True for an entry that had no run yet. */
    static boolean neverRan(Fields info) {
        return info.flag(NEVER_RAN, false);
    }

    /** What is not a port is left out; a PM2 daemon tells none. */
    static List<ListeningPort> ports(Fields info) {
        List<ListeningPort> ports = new ArrayList<>();
        if (info.raw(PORTS) instanceof List<?> list) {
            for (Object one : list) {
                Fields fields = Fields.lenient(one);
                for (ListeningPort.Protocol protocol : ListeningPort.Protocol.values()) {
                    if (protocol.name().equals(fields.text("protocol", ""))) {
                        ports.add(
                                new ListeningPort(
                                        protocol,
                                        fields.text("address", ""),
                                        fields.whole("port", 0)));
                    }
                }
            }
        }
        return ports;
    }

    static Map<String, Object> ofStopSignal(Signal signal) {
        return Map.of(STOP_SIGNAL, signal.name());
    }

    static Optional<Signal> stopSignal(Fields info) {
        return info.optionalText(STOP_SIGNAL).flatMap(Signal::find);
    }

    static Optional<Instant> instant(Fields fields, String key) {
        return fields.optionalWhole(key).map(Instant::ofEpochMilli);
    }

    static Map<String, Object> encodeExit(ExitStatus status) {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (status) {
            case ExitStatus.Exited(int code) -> {
                map.put(KIND, "exited");
                map.put("code", code);
            }
            case ExitStatus.Signaled(Signal signal, boolean coreDumped) -> {
                map.put(KIND, "signaled");
                map.put("signal", signal.name());
                map.put("coreDumped", coreDumped);
            }
            case ExitStatus.NeverStarted(String reason) -> {
                map.put(KIND, "neverStarted");
                map.put("reason", reason);
            }
            case ExitStatus.Unknown(String reason) -> {
                map.put(KIND, "unknown");
                map.put("reason", reason);
            }
        }
        return map;
    }

    static Optional<ExitStatus> decodeExit(Fields map) {
        return switch (map.text(KIND, "")) {
            case "exited" -> Optional.of(new ExitStatus.Exited(map.whole("code", 0)));
            case "signaled" ->
                    signal(map.text("signal", ""))
                            .map(s -> new ExitStatus.Signaled(s, map.flag("coreDumped", false)));
            case "neverStarted" -> Optional.of(new ExitStatus.NeverStarted(map.text("reason", "")));
            case "unknown" -> Optional.of(new ExitStatus.Unknown(map.text("reason", "")));
            default -> Optional.empty();
        };
    }

    static Map<String, Object> encodeCause(Cause cause) {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (cause) {
            case Cause.ByUser(String client) -> {
                map.put(KIND, "byUser");
                map.put("client", client);
            }
            case Cause.Crash(ExitStatus status) -> {
                map.put(KIND, "crash");
                map.put("status", encodeExit(status));
            }
            case Cause.MemoryLimit(long used, long limit) -> {
                map.put(KIND, "memoryLimit");
                map.put("used", used);
                map.put("limit", limit);
            }
            case Cause.FileChanged(String path) -> {
                map.put(KIND, "fileChanged");
                map.put("path", path);
            }
            case Cause.Cron(String pattern) -> {
                map.put(KIND, "cron");
                map.put("pattern", pattern);
            }
            case Cause.Restored _ -> map.put(KIND, "restored");
            case Cause.Adopted _ -> map.put(KIND, "adopted");
            case Cause.OwnExit _ -> map.put(KIND, "ownExit");
            case Cause.PortTaken taken -> {
                map.put(KIND, "portTaken");
                map.put("port", taken.port());
                map.put("holder", taken.holder());
                taken.pid().ifPresent(pid -> map.put("pid", pid));
                taken.service().ifPresent(id -> map.put("service", id));
            }
            case Cause.Shutdown _ -> map.put(KIND, "shutdown");
        }
        return map;
    }

    static Optional<Cause> decodeCause(Fields map) {
        return switch (map.text(KIND, "")) {
            case "byUser" -> Optional.of(new Cause.ByUser(map.text("client", "")));
            case "crash" -> decodeExit(map.object("status")).map(Cause.Crash::new);
            case "memoryLimit" ->
                    Optional.of(
                            new Cause.MemoryLimit(
                                    map.optionalWhole("used").orElse(0L),
                                    map.optionalWhole("limit").orElse(0L)));
            case "fileChanged" -> Optional.of(new Cause.FileChanged(map.text("path", "")));
            case "cron" -> Optional.of(new Cause.Cron(map.text("pattern", "")));
            case "restored" -> Optional.of(new Cause.Restored());
            case "adopted" -> Optional.of(new Cause.Adopted());
            case "ownExit" -> Optional.of(new Cause.OwnExit());
            case "portTaken" -> Optional.of(portTaken(map));
            case "shutdown" -> Optional.of(new Cause.Shutdown());
            default -> Optional.empty();
        };
    }

    private static Cause portTaken(Fields map) {
        return new Cause.PortTaken(
                map.whole("port", 0),
                map.text("holder", ""),
                map.optionalWhole("pid").map(OptionalLong::of).orElse(OptionalLong.empty()),
                map.has("service") ? OptionalInt.of(map.whole("service", 0)) : OptionalInt.empty());
    }

    /** A name of this platform, or {@code SIG34} for a real-time signal. */
    private static Optional<Signal> signal(String name) {
        Optional<Signal> named = Signal.find(name);
        return named.isPresent() || !name.matches("SIG[0-9]{1,3}")
                ? named
                : Optional.of(Signal.ofNumber(Integer.parseInt(name.substring(3))));
    }
}
