package dev.drover.project;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant who wrote another one. */
final class NearMiss {

    private static final int MOST_MISTAKES = 2;

    private NearMiss() {}

    /** The words for an error message, or none: {@code "; did you mean "instances"?"}. */
    static String hint(String written, Collection<String> known) {
        return of(written, known).map("; did you mean \"%s\"?"::formatted).orElse(".");
    }

    /** The closest of the known words, when it is close enough to be meant. */
    static Optional<String> of(String written, Collection<String> known) {
        String plain = plain(written);
        int most = Math.min(MOST_MISTAKES, plain.length() / 3);
        return known.stream()
                .filter(word -> mistakes(plain, plain(word)) <= most)
                .min(Comparator.comparingInt(word -> mistakes(plain, plain(word))));
    }

    private static String plain(String word) {
        return word.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Letters that are missing, too much, wrong, or swapped with their neighbour. */
    private static int mistakes(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] =
                        Math.min(
                                cost[i - 1][j - 1] + wrong,
                                1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
