package dev.drover.supervisor.metrics;

/**
 * What is used of {@code /proc/PID/stat}.
 *
 * @param state letter of the state; {@code Z} is a zombie
 * @param parent its parent's pid
 * @param session pid of the leader of its session
 * @param cpuTicks user and system time so far, in clock ticks
 * @param startTicks when it began, in clock ticks since the machine started
 * @param residentPages resident memory in pages
 */
record ProcStat(
        char state, long parent, long session, long cpuTicks, long startTicks, long residentPages) {

    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int START_TIME = 19;
    private static final int RESIDENT = 21;

    /**
     * Parses the text. The name may hold blanks and brackets, so fields are counted after the last
     * bracket.
     *
     * @throws NumberFormatException when it is not such a text
     */
    static ProcStat parse(byte[] text, int length) {
        int at = length - 1;
        while (at >= 0 && text[at] != ')') {
            at--;
        }
        if (at < 0 || at + 2 >= length) {
            throw new NumberFormatException(
                    "No name in brackets in a /proc/PID/stat of " + length + " bytes.");
        }
        at += 2;
        char state = '?';
        long parent = 0;
        long session = 0;
        long cpu = 0;
        long start = 0;
        for (int field = STATE; field <= RESIDENT && at < length; field++) {
            int end = at;
            while (end < length && text[end] != ' ' && text[end] != '\n') {
                end++;
            }
            switch (field) {
                case STATE -> state = (char) text[at];
                case PARENT -> parent = number(text, at, end);
                case SESSION -> session = number(text, at, end);
                case USER_TIME, SYSTEM_TIME -> cpu += number(text, at, end);
                case START_TIME -> start = number(text, at, end);
                case RESIDENT -> {
                    return new ProcStat(state, parent, session, cpu, start, number(text, at, end));
                }
                default -> {}
            }
            at = end + 1;
        }
        throw new NumberFormatException(
                "Too few fields in a /proc/PID/stat of " + length + " bytes.");
    }

    private static long number(byte[] text, int begin, int end) {
        long value = 0;
        for (int i = begin; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(
                        "Not a number in a /proc/PID/stat: byte " + text[i]);
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
