package dev.drover.ui.logview;

import dev.drover.logfile.LimitedText;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the find bar looks for.
 *
 * @param pattern to find
 */
record FindQuery(Pattern pattern) {

    /** The text is no regular expression; the message is for the user. */
    static final class InvalidQueryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidQueryException(String message) {
            super(message);
        }
    }

    /** A hit: characters {@code start} to before {@code end} of a row. */
    record Match(long row, int start, int end) {}

    /**
     * @throws InvalidQueryException when {@code regex} is wanted and {@code text} is none
     */
    static FindQuery of(String text, boolean regex, boolean matchCase) {
        int flags = regex ? 0 : Pattern.LITERAL;
        flags |= matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        try {
            return new FindQuery(Pattern.compile(text, flags));
        } catch (PatternSyntaxException e) {
            String place = e.getIndex() >= 0 ? " (at character " + (e.getIndex() + 1) + ")" : "";
            throw new InvalidQueryException(e.getDescription() + place);
        }
    }

    /**
     * The hits in one row; empty hits do not count.
     *
     * @throws LimitedText.TooSlowException when it takes too many steps
     */
    List<Match> matches(long row, String text) {
        Matcher matcher = pattern.matcher(new LimitedText(text));
        if (!matcher.find()) {
            return List.of();
        }
        List<Match> matches = new ArrayList<>();
        do {
            if (matcher.end() > matcher.start()) {
                matches.add(new Match(row, matcher.start(), matcher.end()));
            }
        } while (matcher.find());
        return matches;
    }

    /**
     * True when there is a hit.
     *
     * @throws LimitedText.TooSlowException when it takes too many steps
     */
    boolean matches(String text) {
        return pattern.matcher(new LimitedText(text)).find();
    }
}
