package dev.drover.ui.palette;

import java.util.Locale;
import java.util.OptionalInt;

/** How well an entry of the palette is found by words of which not all letters are typed. */
final class FuzzyMatch {

    private static final int AT_WORD = 200;
    private static final int INSIDE = 100;
    private static final int SCATTERED = 50;

    /** An entry of which a word is only beside the title comes after all that have it there. */
    private static final int BESIDE_COUNTS_LESS = 300;

    private FuzzyMatch() {}

    /**
     * The sum over the words of {@code query}, larger is better; empty: one is not there. Letters
     * may be left out of the words of the title alone: a long text has the letters of nearly every
     * word somewhere. What ends programs is found by the beginnings of its words only.
     */
    static OptionalInt score(PaletteEntry entry, String query) {
        String title = entry.title().toLowerCase(Locale.ROOT);
        String beside = (entry.detail() + " " + entry.keywords()).toLowerCase(Locale.ROOT);
        int sum = 0;
        boolean allInTitle = true;
        for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            boolean strict = entry.endsPrograms();
            int found = word.isEmpty() ? 0 : scoreOf(title, word, strict);
            if (found < 0 && isIn(beside, word, strict)) {
                found = INSIDE;
                allInTitle = false;
            }
            if (found < 0) {
                return OptionalInt.empty();
            }
            sum += found;
        }
        return OptionalInt.of(allInTitle ? sum : sum - BESIDE_COUNTS_LESS);
    }

    private static boolean isIn(String text, String word, boolean atWordStart) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (!atWordStart || isWordStart(text, at)) {
                return true;
            }
        }
        return false;
    }

    private static int scoreOf(String text, String word, boolean atWordStart) {
        int inside = -1;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (isWordStart(text, at)) {
                return AT_WORD - Math.min(at, INSIDE - 1);
            }
            inside = inside < 0 ? at : inside;
        }
        if (atWordStart) {
            return -1;
        }
        if (inside >= 0) {
            return INSIDE - Math.min(inside, INSIDE - SCATTERED - 1);
        }
        return scattered(text, word);
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

    /** Chinese writes its words without anything between them. */
    private static boolean isWordStart(String text, int at) {
        return at == 0
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || Character.isIdeographic(text.charAt(at));
    }
}
