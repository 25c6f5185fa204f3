package dev.drover.supervisor.log;

/** Where UTF-8 may be cut. */
final class Utf8 {

    private Utf8() {}

    /**
     * The length of {@code bytes[0, length)} without a multi-byte character that is cut off at its
     * end.
     */
    static int wholeCharacters(byte[] bytes, int length) {
        for (int back = 1; back <= Math.min(3, length); back++) {
            int value = bytes[length - back] & 0xff;
            if (value < 0x80) {
                return length;
            }
            if (value >= 0xc0) {
                return sequenceLength(value) > back ? length - back : length;
            }
        }
        return length;
    }

    /** The first position at or after {@code from} where a character begins. */
    static int nextCharacter(byte[] bytes, int from, int length) {
        int at = from;
        while (at < length && at < from + 3 && (bytes[at] & 0xc0) == 0x80) {
            at++;
        }
        return at;
    }

    private static int sequenceLength(int lead) {
        if (lead >= 0xf0 && lead < 0xf5) {
            return 4;
        }
        if (lead >= 0xe0) {
            return lead < 0xf0 ? 3 : 1;
        }
        return lead >= 0xc2 ? 2 : 1;
    }
}
