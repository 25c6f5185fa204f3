package dev.drover.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The {@link Figure}s of one service. What nobody asked for, what does not run and what the system
 * does not tell are empty alike.
 *
 * @param threads of its process, without descendants
 * @param openFiles of its process, without descendants
 * @param disk of its process since it began, without descendants
 * @param branch name of the branch, or the first characters of the commit where none is checked out
 * @param nextRun when its schedule restarts it next
 */
public record ProcessFigures(
        OptionalInt threads,
        OptionalInt openFiles,
        Optional<Disk> disk,
        Optional<String> branch,
        Optional<Instant> nextRun) {

    public static final ProcessFigures NONE =
            new ProcessFigures(
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** Bytes that went from and to disks; what the system had in its memory is not read. */
    public record Disk(long readBytes, long writtenBytes) {}
}
