package dev.drover.domain;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What restarts a service apart from its own exit and a user.
 *
 * @param watched absolute files and folders of which every change restarts it, or globs of them;
 *     empty: none
 * @param ignored what does not: names, paths below a watched folder, or globs of either
 * @param delay from the first change to the restart
 * @param depth how many folders below a watched one count too; empty: all
 * @param cron a schedule of five fields, or six with seconds first, in the time zone of the machine
 */
public record Triggers(
        List<Path> watched,
        List<String> ignored,
        OptionalInt depth,
        Duration delay,
        Optional<String> cron) {

    public static final Triggers NONE =
            new Triggers(List.of(), List.of(), Duration.ZERO, Optional.empty());

    /** Whatever the depth. */
    public Triggers(
            List<Path> watched, List<String> ignored, Duration delay, Optional<String> cron) {
        this(watched, ignored, OptionalInt.empty(), delay, cron);
    }

    public Triggers {
        watched = List.copyOf(watched);
        ignored = List.copyOf(ignored);
    }
}
