package dev.drover.logfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Characters that an expression takes at a place.
 *
 * @param low those of ASCII below 64, a bit for each
 * @param high the others of ASCII
 * @param beyond code points beyond ASCII
 * @param anyBeyond perhaps any other beyond ASCII, too
 */
record Characters(long low, long high, List<Integer> beyond, boolean anyBeyond) {

    static final int ASCII = 0x80;

    /** Perhaps any. */
    static final Characters ALL = new Characters(-1, -1, List.of(), true);

    /**
     * What a part of an expression takes that means one character: {@code java.util.regex} itself
     * is asked about ASCII.
     *
     * @param flags those of {@link Pattern}
     */
    static Characters asked(String source, int flags, boolean anyBeyond) {
        Predicate<String> takes = Pattern.compile(source, flags).asMatchPredicate();
        long low = 0;
        long high = 0;
        for (int c = 0; c < ASCII; c++) {
            if (takes.test(Character.toString(c))) {
                low |= c < Long.SIZE ? 1L << c : 0;
                high |= c < Long.SIZE ? 0 : 1L << c;
            }
        }
        // Letters of ASCII have others beyond it when case does not matter.
        boolean elsewhere = Folds.ASCII_ELSEWHERE.stream().anyMatch(takes);
        return new Characters(low, high, List.of(), anyBeyond || elsewhere);
    }

    /**
     * One character as it stands in an expression.
     *
     * @param flags those of {@link Pattern}
     */
    static Characters of(int codePoint, int flags) {
        List<Integer> all = new ArrayList<>(List.of(codePoint));
        if ((flags & Pattern.CASE_INSENSITIVE) != 0) {
            if ((flags & Pattern.UNICODE_CASE) != 0) {
                all.addAll(Folds.same(codePoint));
            } else if (codePoint < ASCII) {
                all.add(Character.toUpperCase(codePoint));
                all.add(Character.toLowerCase(codePoint));
            }
        }
        long low = 0;
        long high = 0;
        for (int c : all) {
            low |= c < Long.SIZE ? 1L << c : 0;
            high |= c < Long.SIZE || c >= ASCII ? 0 : 1L << c;
        }
        List<Integer> beyond = all.stream().filter(c -> c >= ASCII).distinct().toList();
        return new Characters(low, high, beyond, false);
    }

    /** What is the same when case does not matter. */
    static final class Folds {

        /** Beyond there are no letters of two cases. */
        private static final int LAST = 0x1ffff;

        private static final Map<Integer, List<Integer>> SAME = new HashMap<>();

        static {
            for (int c = 0; c <= LAST; c++) {
                int folded = folded(c);
                if (folded != c) {
                    SAME.computeIfAbsent(folded, _ -> new ArrayList<>(List.of(folded))).add(c);
                }
            }
        }

        /**
         * The characters beyond ASCII that are the same as one in it when case does not matter: the
         * signs of the kelvin and of the long s, the i without a dot and the I with one.
         */
        static final List<String> ASCII_ELSEWHERE =
                SAME.entrySet().stream()
                        .filter(same -> same.getKey() < ASCII)
                        .flatMap(same -> same.getValue().stream())
                        .filter(c -> c >= ASCII)
                        .map(Character::toString)
                        .toList();

        private Folds() {}

        /** As {@code java.util.regex} compares them. */
        private static int folded(int codePoint) {
            return Character.toLowerCase(Character.toUpperCase(codePoint));
        }

        static List<Integer> same(int codePoint) {
            int folded = folded(codePoint);
            return SAME.getOrDefault(folded, List.of(folded));
        }
    }
}
