package dev.drover.childprocess.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A line of {@code /proc/PID/stat}.
 *
 * @param startTime in clock ticks since boot; with the pid it names a process for ever
 */
record ProcStat(long pid, char state, long parent, long startTime) {

    private static final int STATE = 0; // first field after the name
    private static final int PARENT = 1;
    private static final int START_TIME = 19;

    /** Empty when there is no such process. */
    static Optional<ProcStat> read(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "stat"));
    }

    /** Empty when the process has gone meanwhile. */
    static Optional<ProcStat> read(Path file) {
        try {
            return Optional.of(
                    parse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
        } catch (IOException _) {
            // Gone between two looks: the ordinary end of a process, not an error.
            return Optional.empty();
        }
    }

    /**
     * The name in brackets may itself contain brackets and spaces, so the fields are counted from
     * the last one.
     */
    static ProcStat parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new ProcStat(
                Long.parseLong(line.substring(0, line.indexOf(' '))),
                fields[STATE].charAt(0),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[START_TIME]));
    }

    /** False for a zombie and for one that is being removed. */
    boolean runs() {
        return state != 'Z' && state != 'X';
    }

    boolean isSameProcess(ProcStat other) {
        return pid == other.pid && startTime == other.startTime;
    }
}
