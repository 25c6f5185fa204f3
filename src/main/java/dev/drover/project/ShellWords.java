package dev.drover.project;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as a POSIX shell does: blanks, quotes, backslashes; no expansion of any
 * kind.
 */
public final class ShellWords {

    private ShellWords() {}

    /** A quote is open at the end of the line. */
    public static final class UnclosedQuoteException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final char quote;

        UnclosedQuoteException(char quote) {
            super("the " + quote + " quote is not closed");
            this.quote = quote;
        }

        public char quote() {
            return quote;
        }
    }

    /**
     * @throws UnclosedQuoteException when a quote is not closed
     */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean escapes =
                    c == '\\' && i + 1 < line.length() && escapes(quote, line.charAt(i + 1));
            if (escapes) {
                i++;
                word.append(line.charAt(i));
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new UnclosedQuoteException(quote);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean escapes(char quote, char next) {
        return quote == 0 || quote == '"' && "\"\\$`".indexOf(next) >= 0;
    }

    /** The line that {@link #split} and a shell take apart into these words. */
    public static String join(List<String> words) {
        return String.join(" ", words.stream().map(ShellWords::quote).toList());
    }

    /** The word as a shell has to be given it. */
    public static String quote(String word) {
        boolean plain =
                !word.isEmpty()
                        && word.chars()
                                .allMatch(
                                        c ->
                                                c >= 'a' && c <= 'z'
                                                        || c >= 'A' && c <= 'Z'
                                                        || c >= '0' && c <= '9'
                                                        || "_-./:=@%+,".indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
