package dev.drover.ui.common;

import dev.drover.domain.ProcessDescription;

import java.util.Comparator;

/**
 * The order in which people look for a name: worker-2 before worker-10, and capitals make no
 * difference. Total: only equal names compare as equal, so it also orders the keys of a map.
 */
public final class NaturalOrder implements Comparator<String> {

    public static final NaturalOrder INSTANCE = new NaturalOrder();

    /** By name, then id. */
    public static final Comparator<ProcessDescription> OF_PROCESSES =
            Comparator.comparing(ProcessDescription::name, INSTANCE)
                    .thenComparingInt(ProcessDescription::id);

    private NaturalOrder() {}

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int a = one.codePointAt(i);
            int b = other.codePointAt(j);
            if (Character.isDigit(a) && Character.isDigit(b)) {
                int endOfOne = endOfNumber(one, i);
                int endOfOther = endOfNumber(other, j);
                int order = compareNumbers(one, i, endOfOne, other, j, endOfOther);
                if (order != 0) {
                    return order;
                }
                i = endOfOne;
                j = endOfOther;
            } else {
                int order = Integer.compare(weight(a), weight(b));
                if (order != 0) {
                    return order;
                }
                i += Character.charCount(a);
                j += Character.charCount(b);
            }
        }
        int rest = Integer.compare(one.length() - i, other.length() - j);
        return rest != 0 ? rest : one.compareTo(other);
    }

    /** Digits of every script stand where 0 stands among the rest, or three names could circle. */
    private static int weight(int codePoint) {
        return Character.isDigit(codePoint)
                ? '0'
                : Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /** Digit by digit: a number in a name may be longer than any type has room for. */
    private static int compareNumbers(
            String one, int from, int end, String other, int otherFrom, int otherEnd) {
        int i = withoutZeros(one, from, end);
        int j = withoutZeros(other, otherFrom, otherEnd);
        int longer = Integer.compare(one.codePointCount(i, end), other.codePointCount(j, otherEnd));
        if (longer != 0) {
            return longer;
        }
        while (i < end) {
            int a = one.codePointAt(i);
            int b = other.codePointAt(j);
            int order = Integer.compare(Character.digit(a, 10), Character.digit(b, 10));
            if (order != 0) {
                return order;
            }
            i += Character.charCount(a);
            j += Character.charCount(b);
        }
        return 0;
    }

    private static int endOfNumber(String name, int from) {
        int end = from;
        while (end < name.length() && Character.isDigit(name.codePointAt(end))) {
            end += Character.charCount(name.codePointAt(end));
        }
        return end;
    }

    private static int withoutZeros(String name, int from, int end) {
        int start = from;
        while (start < end && Character.digit(name.codePointAt(start), 10) == 0) {
            start += Character.charCount(name.codePointAt(start));
        }
        return start;
    }
}
