package dev.drover.domain;

/** Exit statuses in words (ux.md section 1.9). */
public final class ExitWords {

    private ExitWords() {}

    /**
     * Short form for a table cell: {@code exit 1}, {@code SIGKILL}, {@code never ran}, {@code exit
     * ?}.
     */
    public static String brief(ExitStatus status) {
        return switch (status) {
            case ExitStatus.Exited(int code) -> "exit " + code;
            case ExitStatus.Signaled s -> s.signal().name();
            case ExitStatus.NeverStarted _ -> "never ran";
            case ExitStatus.Unknown _ -> "exit ?";
        };
    }

    /** Longer form for a sentence: {@code exit code 127 (command not found)}. */
    public static String of(ExitStatus status) {
        return switch (status) {
            case ExitStatus.Exited(int code) -> "exit code " + code + codeHint(code);
            case ExitStatus.Signaled s ->
                    "signal "
                            + s.signal().name()
                            + " ("
                            + s.signal().meaning()
                            + ")"
                            + (s.coreDumped() ? ", core dumped" : "");
            case ExitStatus.NeverStarted(String reason) -> "a failed start: " + reason;
            case ExitStatus.Unknown(String reason) -> "an unknown end: " + reason;
        };
    }

    private static String codeHint(int code) {
        if (code == 126) {
            return " (found, but not executable)";
        }
        if (code == 127) {
            return " (command not found)";
        }
        if (code > 128 && code <= 128 + 31) {
            return " (a shell's word for " + Signal.ofNumber(code - 128).name() + ")";
        }
        return "";
    }
}
