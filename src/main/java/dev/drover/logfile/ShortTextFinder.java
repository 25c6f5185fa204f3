package dev.drover.logfile;

import java.nio.charset.StandardCharsets;

/**
 * Finds a text of two or three bytes by its first two: too short to pass over much by its length.
 */
final class ShortTextFinder implements Finder {

    static final int SHORTEST = 2;
    static final int LONGEST = 3;

    private final byte[] text;
    private final byte[] other;
    private final long first;
    private final long otherFirst;
    private final long second;
    private final long otherSecond;

    /**
     * @param text of {@link #SHORTEST} to {@link #LONGEST} bytes; when case does not matter, in
     *     ASCII
     */
    ShortTextFinder(String text, boolean matchCase) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        other = matchCase ? this.text : ByteFinder.otherCase(this.text);
        first = Eight.of(this.text[0]);
        otherFirst = Eight.of(other[0]);
        second = Eight.of(this.text[1]);
        otherSecond = Eight.of(other[1]);
    }

    @Override
    public int find(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES < to; at += Long.BYTES) {
            long found = begins(Eight.at(bytes, at), Eight.at(bytes, at + 1));
            while (found != 0) {
                int place = at + Eight.first(found);
                if (stands(bytes, place, to)) {
                    return place;
                }
                found &= found - 1;
            }
        }
        while (at < to && !stands(bytes, at, to)) {
            at++;
        }
        return at < to ? at : -1;
    }

    private long begins(long eight, long next) {
        long one = Eight.same(eight, first);
        long two = Eight.same(next, second);
        if (otherFirst != first) {
            one |= Eight.same(eight, otherFirst);
        }
        if (otherSecond != second) {
            two |= Eight.same(next, otherSecond);
        }
        return one & two;
    }

    private boolean stands(byte[] bytes, int at, int to) {
        if (at + text.length > to) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            byte here = bytes[at + i];
            if (here != text[i] && here != other[i]) {
                return false;
            }
        }
        return true;
    }
}
