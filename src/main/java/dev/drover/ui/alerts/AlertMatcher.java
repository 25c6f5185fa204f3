package dev.drover.ui.alerts;

import dev.drover.logfile.LimitedText;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A rule, ready to be tried on lines.
 *
 * @param pattern found in the lines that are meant
 */
record AlertMatcher(AlertRule rule, Pattern pattern) {

    /** A rule cannot be followed; the message is for the user. */
    static final class InvalidRuleException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidRuleException(String message) {
            super(message);
        }
    }

    /**
     * @throws InvalidRuleException when the text is to be a regular expression and is none
     */
    static AlertMatcher of(AlertRule rule) throws InvalidRuleException {
        String text = rule.text();
        boolean regex = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        try {
            return regex
                    ? new AlertMatcher(
                            rule, Pattern.compile(text.substring(1, text.length() - 1), flags))
                    : new AlertMatcher(rule, Pattern.compile(text, flags | Pattern.LITERAL));
        } catch (PatternSyntaxException e) {
            throw new InvalidRuleException(e.getDescription());
        }
    }

    /**
     * True when the rule is about this line.
     *
     * @throws LimitedText.TooSlowException when that takes too many steps
     */
    boolean matches(ReadLine line) {
        if (line.level().compareTo(rule.level()) < 0) {
            return false;
        }
        return found(line.text()) || !line.shown().equals(line.text()) && found(line.shown());
    }

    private boolean found(String text) {
        return pattern.matcher(new LimitedText(text)).find();
    }
}
