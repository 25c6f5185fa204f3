package dev.drover.ui.palette;

import java.util.Locale;
import java.util.OptionalInt;

/** How well words are found in a text whose letters are typed in order, but not all of them. */
final class FuzzyMatch {

    private static final int AT_WORD = 200;
    private static final int INSIDE = 100;
    private static final int SCATTERED = 50;

    private FuzzyMatch() {}

    /** The sum over the words of {@code query}, larger is better; empty: one is not there. */
    static OptionalInt score(String text, String query) {
        String lower = text.toLowerCase(Locale.ROOT);
        int sum = 0;
        for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            int found = word.isEmpty() ? 0 : scoreOf(lower, word);
            if (found < 0) {
                return OptionalInt.empty();
            }
            sum += found;
        }
        return OptionalInt.of(sum);
    }

    private static int scoreOf(String text, String word) {
        int inside = -1;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (isWordStart(text, at)) {
                return AT_WORD - Math.min(at, INSIDE - 1);
            }
            inside = inside < 0 ? at : inside;
        }
        return inside >= 0
                ? INSIDE - Math.min(inside, INSIDE - SCATTERED - 1)
                : scattered(text, word);
    }

    /** Each gap between the letters makes it worse, one that ends at a word's start does not. */
    private static int scattered(String text, String word) {
        int score = SCATTERED;
        int last = -1;
        for (int i = 0; i < word.length(); i++) {
            int at = text.indexOf(word.charAt(i), last + 1);
            if (at < 0) {
                return -1;
            }
            if (at != last + 1 && !isWordStart(text, at)) {
                score--;
            }
            last = at;
        }
        return Math.max(score, 1);
    }

    private static boolean isWordStart(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }
}
