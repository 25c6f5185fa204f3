package dev.drover.supervisor.trigger;

import dev.drover.domain.CronPattern;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When one schedule is due, whatever happens to the wall clock: it is looked at once a minute at
 * least, so a clock that was set, or a machine that slept, delays a run by a minute at most. Times
 * that were passed over make one run together, and no time has two. For one thread.
 */
final class CronTimes {

    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** A clock that is corrected by less does not make a time come again. */
    static final Duration CORRECTION = Duration.ofHours(1);

    private final CronPattern pattern;
    private final ZoneId zone;
    private Instant last = Instant.MIN;
    private Optional<Instant> next = Optional.empty();

    CronTimes(CronPattern pattern, ZoneId zone) {
        this.pattern = pattern;
        this.zone = zone;
    }

    /** How long to wait before {@link #isDue} is asked; empty when no time will ever come. */
    Optional<Duration> untilNextLook(Instant now) {
        boolean corrected = now.isBefore(last) && now.plus(CORRECTION).isAfter(last);
        next =
                pattern.next(ZonedDateTime.ofInstant(corrected ? last : now, zone))
                        .map(ZonedDateTime::toInstant);
        return next.map(at -> Duration.between(now, at))
                .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    /** Whether the time that was waited for has come. */
    boolean isDue(Instant now) {
        boolean due = next.filter(at -> !now.isBefore(at)).isPresent();
        if (due) {
            last = next.orElseThrow();
        }
        return due;
    }
}
