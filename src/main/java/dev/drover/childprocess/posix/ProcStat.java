package dev.drover.childprocess.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * A line of {@code /proc/PID/stat}.
 *
 * @param startTime in clock ticks since boot; with the pid it names a process for ever
 * @param program tells the programs of one process from each other: made of the name and of the
 *     addresses at which code and environment lie, all of which an exec changes
 */
record ProcStat(long pid, char state, long parent, long startTime, long program) {

    private static final int STATE = 0; // first field after the name
    private static final int PARENT = 1;
    private static final int START_TIME = 19;
    private static final int START_CODE = 23;
    private static final int ENV_START = 47;

    /** Above any line: the name has 15 bytes, and each of the 51 numbers at most 20 digits. */
    private static final int MAX_BYTES = 1200;

    /** Empty when there is no such process, or it has gone meanwhile. */
    static Optional<ProcStat> read(long pid) {
        byte[] text = new byte[MAX_BYTES];
        try (FileInputStream in = new FileInputStream("/proc/" + pid + "/stat")) {
            int length = in.read(text);
            return length <= 0 ? Optional.empty() : Optional.of(parse(text, length));
        } catch (IOException _) {
            // Gone between two looks: the ordinary end of a process, not an error.
            return Optional.empty();
        }
    }

    /**
     * The name in brackets may itself contain brackets and spaces, so the fields are counted from
     * the last one.
     */
    static ProcStat parse(byte[] text, int length) {
        int nameEnd = length - 1;
        while (text[nameEnd] != ')') {
            nameEnd--;
        }
        int nameBegin = 0;
        while (text[nameBegin] != ' ') {
            nameBegin++;
        }
        long program = 0;
        for (int i = nameBegin; i < nameEnd; i++) {
            program = 31 * program + text[i];
        }
        long parent = 0;
        long startTime = 0;
        int at = nameEnd + 2;
        for (int field = STATE; field <= ENV_START && at < length; field++) {
            int end = at;
            while (end < length && text[end] != ' ' && text[end] != '\n') {
                end++;
            }
            switch (field) {
                case PARENT -> parent = number(text, at, end);
                case START_TIME -> startTime = number(text, at, end);
                case START_CODE, ENV_START -> program = 31 * program + number(text, at, end);
                default -> {}
            }
            at = end + 1;
        }
        return new ProcStat(
                number(text, 0, nameBegin), (char) text[nameEnd + 2], parent, startTime, program);
    }

    /** Addresses may be above the largest signed number; that they differ is all that counts. */
    private static long number(byte[] text, int begin, int end) {
        long value = 0;
        for (int i = begin; i < end; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }

    /** False for a zombie and for one that is being removed. */
    boolean runs() {
        return state != 'Z' && state != 'X';
    }

    boolean isSameProcess(ProcStat other) {
        return pid == other.pid && startTime == other.startTime;
    }

    /** False after an exec too, which may have given it another environment. */
    boolean isSameProgram(ProcStat other) {
        return isSameProcess(other) && program == other.program;
    }
}
