package dev.drover.domain;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** What is wrong with a schedule, and where; its message is one sentence. */
public final class CronFault extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** It has not five or six fields. */
        FIELD_COUNT,
        /** Something is no number, or one that the field cannot have. */
        NOT_IN_RANGE,
        /** A part has two steps. */
        TWO_STEPS,
        /** A range ends before it begins. */
        BACKWARDS
    }

    /** The fields, in their order. */
    public enum Field {
        SECOND,
        MINUTE,
        HOUR,
        DAY,
        MONTH,
        WEEKDAY
    }

    private final Kind kind;
    private final @Nullable Field field;
    private final String part;
    private final int first;
    private final int last;

    private CronFault(
            String message, Kind kind, @Nullable Field field, String part, int first, int last) {
        super(message);
        this.kind = kind;
        this.field = field;
        this.part = part;
        this.first = first;
        this.last = last;
    }

    static CronFault ofCount(String text) {
        return new CronFault(
                "The schedule \"" + text + "\" must have five or six fields.",
                Kind.FIELD_COUNT,
                null,
                text,
                0,
                0);
    }

    static CronFault of(Kind kind, Field field, String part, int first, int last) {
        String message =
                switch (kind) {
                    case TWO_STEPS -> part + " has two steps";
                    case BACKWARDS -> part + " ends before it begins";
                    case NOT_IN_RANGE, FIELD_COUNT ->
                            part + " is not from " + first + " to " + last;
                };
        return new CronFault(message, kind, field, part, first, last);
    }

    /** The same as a sentence about a whole schedule. */
    CronFault in(String text) {
        return new CronFault(
                "The schedule \"" + text + "\" is not understood: " + getMessage(),
                kind,
                field,
                part,
                first,
                last);
    }

    public Kind kind() {
        return kind;
    }

    /** Where; empty when it is the whole. */
    public Optional<Field> field() {
        return Optional.ofNullable(field);
    }

    /** The part of the text that is wrong. */
    public String part() {
        return part;
    }

    /** The smallest number that could stand there. */
    public int first() {
        return first;
    }

    /** The largest number that could stand there. */
    public int last() {
        return last;
    }
}
