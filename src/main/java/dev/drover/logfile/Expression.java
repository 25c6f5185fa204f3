package dev.drover.logfile;

import java.util.List;

/** A regular expression, read: what a search needs to know of it before any line is looked at. */
sealed interface Expression {

    /** Nothing, which is everywhere. */
    Expression EMPTY = new Sequence(List.of());

    /** No end to a repetition. */
    int UNLIMITED = Integer.MAX_VALUE;

    /**
     * One character.
     *
     * @param members those that it can be as they are written, when they are few; in a search where
     *     case does not matter in the case of the expression; else empty
     */
    record OneOf(Characters characters, List<Integer> members) implements Expression {}

    /** One after the other. */
    record Sequence(List<Expression> parts) implements Expression {}

    /** Any of them. */
    record Choice(List<Expression> branches) implements Expression {}

    /**
     * So many times, greedy or not.
     *
     * @param most {@link #UNLIMITED} for any number
     */
    record Repeat(Expression body, int least, int most) implements Expression {}

    /** A part that gives nothing back, so that fewer lines are hits than without that. */
    record Possessive(Expression body) implements Expression {}

    /** A condition on a place, which takes no characters. */
    enum Condition implements Expression {
        /** The line begins here. */
        BEGIN,
        /** The line ends here. */
        END,
        /** The line ends here, or behind a line terminator that is here. */
        END_OR_TERMINATOR,
        /** Something else; what it looks at is not told. */
        OTHER
    }

    /** Any text, which is perhaps no hit: what a group found before. */
    enum Anything implements Expression {
        ANYTHING
    }
}
