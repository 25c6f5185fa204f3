package dev.drover.ui.model;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One row: a process as the window sees it. The object lives as long as the entry is in the list,
 * across reconnections. FX thread only.
 */
public final class ObservableProcess implements ListRow {

    private final int id;
    private final ReadOnlyObjectWrapper<ProcessDescription> description;
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper namespace = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<ProcessStatus> status =
            new ReadOnlyObjectWrapper<>(ProcessStatus.STOPPED);
    private final ReadOnlyObjectWrapper<OptionalLong> pid =
            new ReadOnlyObjectWrapper<>(OptionalLong.empty());
    private final ReadOnlyDoubleWrapper cpu = new ReadOnlyDoubleWrapper();
    private final ReadOnlyLongWrapper memory = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<Optional<Instant>> startedAt =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper restarts = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Optional<ExitStatus>> lastExit =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> statusReason =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper ipc = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Instant> sampledAt =
            new ReadOnlyObjectWrapper<>(Instant.EPOCH);
    private final ReadOnlyObjectWrapper<Optional<RowMark>> mark =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<LiveReading> live =
            new ReadOnlyObjectWrapper<>(LiveReading.UNKNOWN);
    private final ReadOnlyDoubleWrapper logRate = new ReadOnlyDoubleWrapper();
    private final ReadOnlyIntegerWrapper errors = new ReadOnlyIntegerWrapper();
    private final CpuHistory cpuHistory = new CpuHistory();

    ObservableProcess(ProcessDescription first) {
        id = first.id();
        description = new ReadOnlyObjectWrapper<>(first);
        update(first);
    }

    void update(ProcessDescription now) {
        boolean otherRun = !now.pid().equals(pid.get());
        description.set(now);
        name.set(now.name());
        namespace.set(now.namespace());
        status.set(now.status());
        pid.set(now.pid());
        startedAt.set(now.startedAt());
        restarts.set(now.restarts());
        lastExit.set(now.lastExit());
        statusReason.set(now.statusReason());
        ipc.set(now.ipc());
        if (otherRun) {
            cpuHistory.clear();
            sampledAt.set(Instant.EPOCH);
            cpu.set(0);
        }
        memory.set(now.pid().isPresent() ? now.metrics().memoryBytes() : 0);
    }

    void sample(Metrics metrics, Instant at) {
        if (pid.get().isEmpty()) {
            return;
        }
        cpuHistory.add(at, metrics.cpuPercent());
        cpu.set(cpuHistory.average());
        memory.set(metrics.memoryBytes());
        sampledAt.set(at);
    }

    void look(LiveReading reading) {
        live.set(reading);
    }

    void wrote(double bytesPerSecond, int unseenErrors) {
        logRate.set(bytesPerSecond);
        errors.set(unseenErrors);
    }

    /** PM2's {@code pm_id}; never changes. */
    public int id() {
        return id;
    }

    /**
     * The whole description; its metrics may be older than {@link #cpuProperty()} and {@link
     * #memoryProperty()}.
     */
    public ReadOnlyObjectProperty<ProcessDescription> descriptionProperty() {
        return description.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty namespaceProperty() {
        return namespace.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<ProcessStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<OptionalLong> pidProperty() {
        return pid.getReadOnlyProperty();
    }

    /** Percent of one core, mean of the last ten seconds; 0 when nothing runs. */
    @Override
    public ReadOnlyDoubleProperty cpuProperty() {
        return cpu.getReadOnlyProperty();
    }

    /** Resident bytes; 0 when nothing runs. */
    @Override
    public ReadOnlyLongProperty memoryProperty() {
        return memory.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Instant>> startedAtProperty() {
        return startedAt.getReadOnlyProperty();
    }

    public ReadOnlyIntegerProperty restartsProperty() {
        return restarts.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<ExitStatus>> lastExitProperty() {
        return lastExit.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<String>> statusReasonProperty() {
        return statusReason.getReadOnlyProperty();
    }

    /** Whether the running process has an open IPC channel. */
    public ReadOnlyBooleanProperty ipcProperty() {
        return ipc.getReadOnlyProperty();
    }

    /** When the newest sample was taken: changes with each sample, the sparkline redraws on it. */
    public ReadOnlyObjectProperty<Instant> sampledAtProperty() {
        return sampledAt.getReadOnlyProperty();
    }

    /** What is found out only while somebody looks; see {@link LiveFigures}. */
    public ReadOnlyObjectProperty<LiveReading> liveProperty() {
        return live.getReadOnlyProperty();
    }

    /** Bytes per second that its logs grow by, while somebody looks. */
    public ReadOnlyDoubleProperty logRateProperty() {
        return logRate.getReadOnlyProperty();
    }

    /** Lines that say that they are errors since its log was looked at, while somebody looks. */
    public ReadOnlyIntegerProperty errorsProperty() {
        return errors.getReadOnlyProperty();
    }

    /** What the user should look at. */
    public ReadOnlyObjectProperty<Optional<RowMark>> markProperty() {
        return mark.getReadOnlyProperty();
    }

    /** Says what the user should look at; empty when nothing is. */
    public void mark(Optional<RowMark> now) {
        mark.set(now);
    }

    /** The samples behind {@link #cpuProperty()}. */
    public CpuHistory cpuHistory() {
        return cpuHistory;
    }

    /** The description right now. */
    public ProcessDescription description() {
        return description.get();
    }
}
