package dev.drover.ui.model;

import dev.drover.domain.ProcessFigures;

import java.util.OptionalDouble;

/**
 * What is known of one service because somebody looks.
 *
 * @param teller whether the supervisor tells figures
 * @param figures as it told them last
 * @param readRate bytes per second from disks; empty before the second look at a run
 * @param writtenRate bytes per second to disks
 */
public record LiveReading(
        Teller teller,
        ProcessFigures figures,
        OptionalDouble readRate,
        OptionalDouble writtenRate) {

    /** Before anybody has answered. */
    public static final LiveReading UNKNOWN = nothing(Teller.SILENT);

    /** Whether somebody tells figures. */
    public enum Teller {
        /** Nobody has answered yet. */
        SILENT,
        /** It does. */
        TELLS,
        /** A PM2 daemon does not. */
        PM2,
        /** A supervisor of an older version does not. */
        OLDER
    }

    static LiveReading nothing(Teller teller) {
        return new LiveReading(
                teller, ProcessFigures.NONE, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
