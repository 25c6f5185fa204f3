package dev.drover.project;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of arguments as a person types it, split at blanks with respect to quotes, without any
 * shell.
 */
public final class ArgumentLine {

    private ArgumentLine() {}

    /**
     * Splits a line. Single quotes keep everything, double quotes allow {@code \"} and {@code \\},
     * a backslash outside quotes takes the next character as it is.
     *
     * @throws IllegalArgumentException for a quote that is not closed, with its position from 1
     */
    public static List<String> parse(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        int quotedAt = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean escapes = c == '\\' && quote != '\'' && i + 1 < line.length();
            if (escapes && (quote == 0 || "\"\\".indexOf(line.charAt(i + 1)) >= 0)) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                quotedAt = i + 1;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    arguments.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException(
                    "The quote %s at position %d is not closed.".formatted(quote, quotedAt));
        }
        if (inWord) {
            arguments.add(word.toString());
        }
        return List.copyOf(arguments);
    }

    /** The line that {@link #parse} splits into these arguments, and a POSIX shell too. */
    public static String format(List<String> arguments) {
        return String.join(" ", arguments.stream().map(ArgumentLine::quote).toList());
    }

    private static String quote(String argument) {
        if (!argument.isEmpty() && argument.matches("[A-Za-z0-9_@%+=:,./-]+")) {
            return argument;
        }
        return "'" + argument.replace("'", "'\\''") + "'";
    }
}
