package dev.drover.ui.why;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;
import dev.drover.ui.model.StatusWord.Role;

/** What became of a run: glyph and colour role; the words are in the bundle. */
enum RunOutcome {
    RUNNING("●", Role.SUCCESS),
    FINISHED("✓", Role.FINISHED),
    STOPPED("○", Role.MUTED),
    RESTARTED("↻", Role.MUTED),
    TOO_LARGE("↻", Role.WARNING),
    FAILED("✕", Role.ERROR),
    UNKNOWN("?", Role.WARNING);

    private final String glyph;
    private final Role role;

    RunOutcome(String glyph, Role role) {
        this.glyph = glyph;
        this.role = role;
    }

    /**
     * @param spec says which exit codes mean success
     */
    static RunOutcome of(RunRecord run, ProcessSpec spec) {
        return run.end().map(end -> of(end, spec)).orElse(RUNNING);
    }

    private static RunOutcome of(RunEnd end, ProcessSpec spec) {
        return switch (end.cause()) {
            case Cause.OwnExit _, Cause.Crash _, Cause.Restored _, Cause.Adopted _ ->
                    of(end.exit(), spec);
            case Cause.PortTaken _ -> FAILED;
            case Cause.MemoryLimit _ -> TOO_LARGE;
            case Cause.FileChanged _, Cause.Cron _ -> RESTARTED;
            case Cause.ByUser _, Cause.Shutdown _ -> STOPPED;
        };
    }

    private static RunOutcome of(ExitStatus exit, ProcessSpec spec) {
        return switch (exit) {
            case ExitStatus.Exited(int code) ->
                    code == 0 || spec.restart().stopExitCodes().contains(code) ? FINISHED : FAILED;
            case ExitStatus.Signaled _, ExitStatus.NeverStarted _ -> FAILED;
            case ExitStatus.Unknown _ -> UNKNOWN;
        };
    }

    String glyph() {
        return glyph;
    }

    Role role() {
        return role;
    }

    /** True when the program itself did nothing wrong until its end. */
    boolean isGood() {
        return this == FINISHED || this == STOPPED || this == RESTARTED;
    }
}
