package dev.drover.ui.testing;

import dev.drover.domain.Cause;
import dev.drover.domain.ExecMode;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ListeningPort;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds descriptions; a new one is online, has a pid and an IPC channel. */
public final class SampleProcess {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final int id;
    private final String name;
    private String namespace = "default";
    private ProcessStatus status = ProcessStatus.ONLINE;
    private Optional<ExitStatus> lastExit = Optional.empty();
    private Optional<Cause> startCause = Optional.empty();
    private Optional<Cause> endCause = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private Optional<Instant> nextRestart = Optional.empty();
    private Instant startedAt = NOW.minusSeconds(192);
    private RestartPolicy restart = RestartPolicy.DEFAULT;
    private int restarts;
    private int unstable;
    private ExecMode mode = ExecMode.FORK;
    private boolean ipc = true;
    private List<ListeningPort> ports = List.of();
    private Metrics metrics = Metrics.NONE;
    private String interpreter = "node";
    private List<String> interpreterArgs = List.of();
    private Map<String, String> env = Map.of();
    private Map<String, Object> reported = Map.of();

    private SampleProcess(int id, String name) {
        this.id = id;
        this.name = name;
    }

    public static SampleProcess named(int id, String name) {
        return new SampleProcess(id, name);
    }

    public SampleProcess in(String value) {
        namespace = value;
        return this;
    }

    public SampleProcess is(ProcessStatus value) {
        status = value;
        return this;
    }

    public SampleProcess ended(ExitStatus value) {
        lastExit = Optional.of(value);
        return this;
    }

    public SampleProcess startedBy(Cause value) {
        startCause = Optional.of(value);
        return this;
    }

    public SampleProcess endedBy(Cause value) {
        endCause = Optional.of(value);
        return this;
    }

    public SampleProcess because(String value) {
        reason = Optional.of(value);
        return this;
    }

    public SampleProcess restartsAt(Instant value) {
        nextRestart = Optional.of(value);
        return this;
    }

    public SampleProcess startedAt(Instant value) {
        startedAt = value;
        return this;
    }

    public SampleProcess restart(RestartPolicy value) {
        restart = value;
        return this;
    }

    public SampleProcess restarted(int times, int unstableTimes) {
        restarts = times;
        unstable = unstableTimes;
        return this;
    }

    public SampleProcess withoutIpc() {
        ipc = false;
        interpreter = "python3";
        return this;
    }

    public SampleProcess inClusterMode() {
        mode = ExecMode.CLUSTER;
        return this;
    }

    public SampleProcess listensOn(ListeningPort... values) {
        ports = List.of(values);
        return this;
    }

    public SampleProcess uses(double cpu, long bytes) {
        metrics = new Metrics(cpu, bytes);
        return this;
    }

    public SampleProcess env(Map<String, String> values) {
        env = values;
        return this;
    }

    public SampleProcess runBy(String program, String... words) {
        interpreter = program;
        interpreterArgs = List.of(words);
        return this;
    }

    /** What it says about itself, by PM2's names. */
    public SampleProcess reports(Map<String, Object> values) {
        reported = values;
        return this;
    }

    public ProcessDescription build() {
        ProcessSpec spec =
                ProcessSpec.builder(
                                Path.of("/tmp/home"), name, Path.of("/srv/" + name + "/main.js"))
                        .namespace(namespace)
                        .interpreter(interpreter)
                        .interpreterArgs(interpreterArgs)
                        .args(List.of("--port", "3000"))
                        .env(env)
                        .restart(restart)
                        .mode(mode)
                        .build();
        boolean alive = status.isAlive();
        return new ProcessDescription(
                        id,
                        spec,
                        status,
                        alive ? OptionalLong.of(40_000 + id) : OptionalLong.empty(),
                        0,
                        "unique-" + id,
                        Optional.of(startedAt),
                        Optional.of(startedAt),
                        restarts,
                        unstable,
                        lastExit,
                        startCause,
                        endCause,
                        reason,
                        nextRestart,
                        alive && ipc,
                        alive ? metrics : Metrics.NONE,
                        reported)
                .withPorts(ports);
    }
}
