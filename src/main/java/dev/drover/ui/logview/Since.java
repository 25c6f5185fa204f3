package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** From when on lines are shown. */
enum Since {
    /** Everything that is held. */
    ALL(null),
    /** What comes from now on. */
    LIVE(Duration.ZERO),
    MINUTE(Duration.ofMinutes(1)),
    MINUTES_5(Duration.ofMinutes(5)),
    MINUTES_15(Duration.ofMinutes(15)),
    HOUR(Duration.ofHours(1)),
    THIS_RUN(null),
    PREVIOUS_RUN(null);

    private final @Nullable Duration age;

    Since(@Nullable Duration age) {
        this.age = age;
    }

    /** True when a new run changes what is shown. */
    boolean isByRun() {
        return this == THIS_RUN || this == PREVIOUS_RUN;
    }

    /**
     * @param chosen when it was chosen
     * @param lastRuns the youngest run of each process
     */
    Predicate<LogRow> filter(Instant chosen, Map<Integer, Integer> lastRuns) {
        if (age != null) {
            return RowFilter.since(chosen.minus(age));
        }
        if (!isByRun()) {
            return _ -> true;
        }
        Map<Integer, Integer> wanted = new HashMap<>();
        int back = this == THIS_RUN ? 0 : 1;
        lastRuns.forEach((source, run) -> wanted.put(source, run - back));
        return RowFilter.runs(wanted);
    }
}
