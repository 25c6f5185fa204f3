package dev.drover.logfile;

/** Finds any of a few bytes: texts that are a character long. */
final class FewBytesFinder implements Finder {

    /** With more, a table is as fast. */
    static final int MOST = 4;

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    /**
     * @param bytes one to {@link #MOST}
     */
    FewBytesFinder(byte... bytes) {
        first = Eight.of(bytes[0]);
        second = Eight.of(bytes[Math.min(1, bytes.length - 1)]);
        third = Eight.of(bytes[Math.min(2, bytes.length - 1)]);
        fourth = Eight.of(bytes[bytes.length - 1]);
    }

    @Override
    public int find(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long found = among(Eight.at(bytes, at));
            if (found != 0) {
                return at + Eight.first(found);
            }
        }
        while (at < to && among(Eight.of(bytes[at])) == 0) {
            at++;
        }
        return at < to ? at : -1;
    }

    private long among(long eight) {
        long found = Eight.same(eight, first);
        if (second != first) {
            found |= Eight.same(eight, second);
        }
        if (third != second) {
            found |= Eight.same(eight, third) | Eight.same(eight, fourth);
        }
        return found;
    }
}
