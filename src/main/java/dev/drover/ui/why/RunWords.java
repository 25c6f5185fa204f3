package dev.drover.ui.why;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;
import dev.drover.ui.common.ExitText;
import dev.drover.ui.common.SupervisorPhrases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ResourceBundle;
import java.util.function.Function;

/** A run in words. */
final class RunWords {

    private static final double MEGABYTE = 1024.0 * 1024.0;

    private final ResourceBundle texts;
    private final Function<Instant, String> moments;

    private RunWords(ResourceBundle texts, Function<Instant, String> moments) {
        this.texts = texts;
        this.moments = moments;
    }

    /** Times as people of this place write them; the date only when it is not today's. */
    static RunWords forReaders(ResourceBundle texts, ZoneId zone) {
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM);
        DateTimeFormatter full =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM);
        return new RunWords(
                texts,
                at ->
                        at.atZone(zone).toLocalDate().equals(LocalDate.now(zone))
                                ? time.format(at.atZone(zone))
                                : full.format(at.atZone(zone)));
    }

    /** Times by ISO 8601. */
    static RunWords forReports(ResourceBundle texts, ZoneId zone) {
        return new RunWords(texts, at -> at.atZone(zone).toOffsetDateTime().toString());
    }

    String text(String key, Object... values) {
        return texts.getString(key).formatted(values);
    }

    String moment(Instant at) {
        return moments.apply(at);
    }

    /** Why it ended, or that it has not. */
    String sentence(RunRecord run, ProcessSpec spec) {
        return run.end()
                .map(end -> new EndText(texts).sentence(PlainLines.of(end), spec))
                .orElseGet(() -> text("sentence.running", moment(run.startedAt())));
    }

    /** For a place as small as {@code ✕1}. */
    String mark(RunRecord run, ProcessSpec spec) {
        RunOutcome outcome = RunOutcome.of(run, spec);
        if (outcome != RunOutcome.FAILED) {
            return outcome.glyph();
        }
        return switch (run.exit().orElseThrow()) {
            case ExitStatus.Exited(int code) -> outcome.glyph() + code;
            case ExitStatus.Signaled signaled -> outcome.glyph() + signaled.signal().name();
            case ExitStatus.NeverStarted _, ExitStatus.Unknown _ -> outcome.glyph();
        };
    }

    /** How long it lived; that it goes on, while it does. */
    String lived(RunRecord run) {
        return run.end()
                .map(end -> duration(Duration.between(run.startedAt(), end.at())))
                .orElseGet(() -> text("lived.running"));
    }

    /** All of {@link RunRecord} that a strip has room for, to be spoken or hovered. */
    String spoken(RunRecord run, ProcessSpec spec) {
        String exit = run.exit().map(ExitText::of).orElse("");
        return text(
                exit.isEmpty() ? "run.spoken.running" : "run.spoken",
                run.run(),
                text("outcome." + RunOutcome.of(run, spec)),
                exit,
                lived(run));
    }

    /** What started a run. */
    String startCause(Cause cause) {
        return switch (cause) {
            case Cause.ByUser(String client) -> text("start.byUser", SupervisorPhrases.of(client));
            case Cause.Crash(ExitStatus status) -> text("start.crash", ExitText.of(status));
            case Cause.MemoryLimit limit -> memory("start.memoryLimit", limit);
            case Cause.FileChanged(String path) -> text("start.fileChanged", path);
            case Cause.Cron(String pattern) -> text("start.cron", pattern);
            case Cause.Restored _ -> text("start.restored");
            case Cause.Adopted _ -> text("start.adopted");
            case Cause.OwnExit _ -> text("start.ownExit");
            case Cause.PortTaken taken -> text("start.portTaken", taken.port());
            case Cause.Shutdown _ -> text("start.shutdown");
        };
    }

    /** How a run ended and why, as far as that is not the same. */
    String exit(RunEnd end) {
        String exit = ExitText.of(end.exit());
        String cause =
                switch (end.cause()) {
                    case Cause.ByUser(String client) ->
                            text("end.byUser", SupervisorPhrases.of(client));
                    case Cause.MemoryLimit limit -> memory("end.memoryLimit", limit);
                    case Cause.FileChanged(String path) -> text("end.fileChanged", path);
                    case Cause.Cron(String pattern) -> text("end.cron", pattern);
                    case Cause.PortTaken taken -> text("end.portTaken", taken.port());
                    case Cause.Shutdown _ -> text("end.shutdown");
                    case Cause.OwnExit _, Cause.Crash _, Cause.Restored _, Cause.Adopted _ ->
                            unasked(end.exit());
                };
        return cause.isEmpty() ? exit : text("fact.exit.value", exit, cause);
    }

    private String unasked(ExitStatus exit) {
        return switch (exit) {
            case ExitStatus.Exited _ -> text("end.ownExit");
            case ExitStatus.Signaled _ -> text("end.signal");
            case ExitStatus.NeverStarted _, ExitStatus.Unknown _ -> "";
        };
    }

    private String memory(String key, Cause.MemoryLimit limit) {
        return text(key, bytes(limit.used()), bytes(limit.limit()));
    }

    String bytes(long bytes) {
        double megabytes = bytes / MEGABYTE;
        return text(megabytes < 10 ? "megabytes.tenths" : "megabytes", megabytes);
    }

    /** The two largest units; tenths below ten seconds. */
    String duration(Duration time) {
        if (time.compareTo(Duration.ofSeconds(10)) < 0) {
            return text("duration.tenths", Math.max(0, time.toMillis()) / 1000.0);
        }
        if (time.toDays() > 0) {
            return text("duration.days", time.toDays(), time.toHoursPart());
        }
        if (time.toHours() > 0) {
            return text("duration.hours", time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? text("duration.minutes", time.toMinutes(), time.toSecondsPart())
                : text("duration.seconds", time.toSeconds());
    }
}
