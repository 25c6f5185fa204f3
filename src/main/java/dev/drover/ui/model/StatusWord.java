package dev.drover.ui.model;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.common.ViewLoader;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * How a process is doing, for a reader: glyph, word and colour role (ux.md 1.3), from what the
 * supervisor tells. The order of the constants is the order of trouble: what needs attention comes
 * first.
 */
public enum StatusWord {
    GAVE_UP("⊘", Role.ERROR),
    FAILED("✕", Role.ERROR),
    RESTARTING("↻", Role.WARNING),
    LAUNCHING("◔", Role.INFO),
    STOPPING("◌", Role.WARNING),
    RUNNING("●", Role.SUCCESS),
    FINISHED("✓", Role.FINISHED),
    STOPPED("○", Role.MUTED);

    /** Which colour a state has; the name of its CSS class is {@link #styleClass()}. */
    public enum Role {
        SUCCESS,
        INFO,
        WARNING,
        ERROR,
        FINISHED,
        MUTED;

        public String styleClass() {
            return "status-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final ResourceBundle TEXTS = ViewLoader.texts(StatusWord.class);

    private final String glyph;
    private final Role role;

    StatusWord(String glyph, Role role) {
        this.glyph = glyph;
        this.role = role;
    }

    /** The state of {@code process}. */
    public static StatusWord of(ProcessDescription process) {
        return switch (process.status()) {
            case ONLINE, ONE_LAUNCH_STATUS -> RUNNING;
            case LAUNCHING -> LAUNCHING;
            case STOPPING -> STOPPING;
            case WAITING_RESTART -> RESTARTING;
            case ERRORED -> GAVE_UP;
            case STOPPED -> ofStopped(process);
        };
    }

    /**
     * An entry is stopped because somebody asked, or because it ended and its policy keeps it down.
     * Only the latter is a result.
     */
    private static StatusWord ofStopped(ProcessDescription process) {
        return switch (process.endCause().orElse(null)) {
            case null -> guessed(process);
            case Cause.OwnExit _, Cause.PortTaken _ -> result(process);
            default -> STOPPED;
        };
    }

    private static StatusWord result(ProcessDescription process) {
        return switch (process.lastExit().orElse(null)) {
            case null -> STOPPED;
            case ExitStatus.Unknown _ -> STOPPED;
            case ExitStatus.Exited(int code) -> isSuccess(process, code) ? FINISHED : FAILED;
            case ExitStatus.Signaled _, ExitStatus.NeverStarted _ -> FAILED;
        };
    }

    private static boolean isSuccess(ProcessDescription process, int code) {
        return code == 0 || process.spec().restart().stopExitCodes().contains(code);
    }

    /**
     * PM2 does not tell why a run ended. A policy that would have restarted it proves that somebody
     * asked, and so does the stop signal.
     */
    private static StatusWord guessed(ProcessDescription process) {
        ProcessSpec spec = process.spec();
        return switch (process.lastExit().orElse(null)) {
            case null -> STOPPED;
            case ExitStatus.Exited(int code) -> {
                boolean staysDown =
                        !spec.restart().autorestart()
                                || spec.restart().stopExitCodes().contains(code);
                yield staysDown ? result(process) : STOPPED;
            }
            case ExitStatus.Signaled signaled ->
                    spec.restart().autorestart() || signaled.signal().equals(spec.stop().signal())
                            ? STOPPED
                            : FAILED;
            case ExitStatus.NeverStarted _ -> FAILED;
            case ExitStatus.Unknown _ -> STOPPED;
        };
    }

    public String glyph() {
        return glyph;
    }

    public Role role() {
        return role;
    }

    /** The state in one word. */
    public String word() {
        return TEXTS.getString("status." + name());
    }

    /** The state of {@code process} in words, with what is counted down at {@code now}. */
    public static String phrase(ProcessDescription process, Instant now) {
        StatusWord word = of(process);
        return switch (word) {
            case RESTARTING ->
                    process.nextRestartAt()
                            .map(at -> Math.ceilDiv(Duration.between(now, at).toMillis(), 1000))
                            .filter(seconds -> seconds > 0)
                            .map(
                                    seconds ->
                                            TEXTS.getString("status.RESTARTING.in")
                                                    .formatted(seconds))
                            .orElse(word.word());
            case GAVE_UP ->
                    process.unstableRestarts() > 0
                            ? TEXTS.getString("status.GAVE_UP.after")
                                    .formatted(process.unstableRestarts())
                            : word.word();
            default -> word.word();
        };
    }

    /** True while a program runs or is about to. */
    public static boolean isAlive(ProcessStatus status) {
        return status.isAlive() || status == ProcessStatus.WAITING_RESTART;
    }

    /** True when somebody should look at it. */
    public boolean isTrouble() {
        return role == Role.ERROR;
    }
}
