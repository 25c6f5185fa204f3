package dev.drover.logfile;

/**
 * Finds a text of two or three bytes by its first two: too short to pass over much by its length.
 */
final class ShortTextFinder implements Finder {

    static final int SHORTEST = 2;
    static final int LONGEST = 3;

    private final TextBytes text;
    private final long first;
    private final long otherFirst;
    private final long second;
    private final long otherSecond;

    /**
     * @param text of {@link #SHORTEST} to {@link #LONGEST} bytes; when case does not matter, in
     *     ASCII
     */
    ShortTextFinder(String text, boolean matchCase) {
        this.text = TextBytes.of(text, matchCase);
        first = Eight.of(this.text.bytes()[0]);
        otherFirst = Eight.of(this.text.other()[0]);
        second = Eight.of(this.text.bytes()[1]);
        otherSecond = Eight.of(this.text.other()[1]);
    }

    @Override
    public int find(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES < to; at += Long.BYTES) {
            long found = begins(Eight.at(bytes, at), Eight.at(bytes, at + 1));
            while (found != 0) {
                int place = at + Eight.first(found);
                if (text.stands(bytes, place, to)) {
                    return place;
                }
                found &= found - 1;
            }
        }
        while (at < to && !text.stands(bytes, at, to)) {
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
}
