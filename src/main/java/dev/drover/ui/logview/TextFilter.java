package dev.drover.ui.logview;

import dev.drover.logfile.LimitedText;

/**
 * Which lines are shown, judged by their text.
 *
 * @param hide show the lines without a hit instead
 */
record TextFilter(FindQuery query, boolean hide) {

    /**
     * Reads what a user typed: {@code /…/} is a regular expression.
     *
     * @throws FindQuery.InvalidQueryException when it is none
     */
    static TextFilter of(String text, boolean matchCase, boolean hide) {
        boolean regex = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        String body = regex ? text.substring(1, text.length() - 1) : text;
        return new TextFilter(FindQuery.of(body, regex, matchCase), hide);
    }

    /**
     * Boundaries are always accepted.
     *
     * @throws LimitedText.TooSlowException when it takes too many steps
     */
    boolean accepts(LogRow row) {
        return !(row instanceof LogRow.Output) || query.matches(row.text()) != hide;
    }
}
