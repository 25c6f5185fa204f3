package dev.drover.supervisor.metrics;

import dev.drover.domain.ProcessFigures;

import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

import java.util.Optional;
import java.util.OptionalInt;

/** Looks through OSHI, on platforms without {@code /proc}. */
final class OshiActivity implements Activity {

    private final OperatingSystem system = new SystemInfo().getOperatingSystem();

    @Override
    public OptionalInt threads(long pid) {
        return process(pid)
                .map(process -> OptionalInt.of(process.getThreadCount()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public OptionalInt openFiles(long pid) {
        return process(pid)
                .filter(process -> process.getOpenFiles() >= 0)
                .map(process -> OptionalInt.of((int) process.getOpenFiles()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public Optional<ProcessFigures.Disk> disk(long pid) {
        return process(pid)
                .map(
                        process ->
                                new ProcessFigures.Disk(
                                        process.getBytesRead(), process.getBytesWritten()));
    }

    private Optional<OSProcess> process(long pid) {
        return Optional.ofNullable(system.getProcess((int) pid));
    }
}
