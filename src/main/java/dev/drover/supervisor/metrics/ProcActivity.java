package dev.drover.supervisor.metrics;

import dev.drover.domain.ProcessFigures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code /proc/PID}. Linux only. */
final class ProcActivity implements Activity {

    private static final Path PROC = Path.of("/proc");

    @Override
    public OptionalInt threads(long pid) {
        OptionalLong threads = number(lines(pid, "status"), "Threads:");
        return threads.isPresent()
                ? OptionalInt.of((int) threads.getAsLong())
                : OptionalInt.empty();
    }

    @Override
    public OptionalInt openFiles(long pid) {
        Path folder = PROC.resolve(Long.toString(pid)).resolve("fd");
        try {
            // Since Linux 6.2 the size of the folder is their number.
            long size = Files.isReadable(folder) ? Files.size(folder) : 0;
            if (size > 0) {
                return OptionalInt.of((int) size);
            }
        } catch (IOException _) {
            // The process has ended: that is the answer, not an error.
            return OptionalInt.empty();
        }
        String[] names = folder.toFile().list();
        return names == null ? OptionalInt.empty() : OptionalInt.of(names.length);
    }

    @Override
    public Optional<ProcessFigures.Disk> disk(long pid) {
        return disk(lines(pid, "io"));
    }

    /** What is in {@code /proc/PID/io}; a file that was cut short says nothing. */
    static Optional<ProcessFigures.Disk> disk(List<String> io) {
        OptionalLong read = number(io, "read_bytes:");
        OptionalLong written = number(io, "write_bytes:");
        return read.isPresent() && written.isPresent()
                ? Optional.of(new ProcessFigures.Disk(read.getAsLong(), written.getAsLong()))
                : Optional.empty();
    }

    /** None when the process has ended, or belongs to somebody else. */
    private static List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(
                    PROC.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return List.of();
        }
    }

    private static OptionalLong number(List<String> lines, String key) {
        for (String line : lines) {
            String value = line.startsWith(key) ? line.substring(key.length()).strip() : "";
            if (value.matches("[0-9]{1,18}")) {
                return OptionalLong.of(Long.parseLong(value));
            }
        }
        return OptionalLong.empty();
    }
}
