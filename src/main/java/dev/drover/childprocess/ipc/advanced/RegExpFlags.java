package dev.drover.childprocess.ipc.advanced;

import org.jspecify.annotations.Nullable;

/** The flags of a regular expression as bits. */
final class RegExpFlags {

    /** In the order of their bits; the gap is V8's own "linear", which JavaScript cannot set. */
    private static final String LETTERS = "gimyus?dv";

    private RegExpFlags() {}

    static int toBits(String flags) {
        int bits = 0;
        for (int i = 0; i < flags.length(); i++) {
            bits |= 1 << LETTERS.indexOf(flags.charAt(i));
        }
        return bits;
    }

    /** Null for bits that no regular expression has. */
    static @Nullable String ofBits(long bits) {
        StringBuilder flags = new StringBuilder();
        for (int i = 0; i < LETTERS.length(); i++) {
            if ((bits >> i & 1) != 0) {
                flags.append(LETTERS.charAt(i));
            }
        }
        boolean both = flags.indexOf("u") >= 0 && flags.indexOf("v") >= 0;
        boolean unknown = bits >> LETTERS.length() != 0 || flags.indexOf("?") >= 0;
        return both || unknown ? null : flags.toString();
    }
}
