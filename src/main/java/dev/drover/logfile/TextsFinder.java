package dev.drover.logfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Finds any of some texts in bytes (Horspool, for several): where no text can stand it goes on by
 * up to the length of the shortest.
 */
final class TextsFinder implements Finder {

    private final int last;
    private final int[] skip = new int[256];

    /** The same, but 0 where a text may have its last byte of the shortest length. */
    private final int[] jump;

    private final TextBytes[][] byByte = new TextBytes[256][];

    /**
     * @param texts at least one; none empty; when case does not matter, in ASCII
     */
    TextsFinder(Collection<String> texts, boolean matchCase) {
        List<TextBytes> all = new ArrayList<>();
        for (String text : texts) {
            all.add(TextBytes.of(text, matchCase));
        }
        last = all.stream().mapToInt(text -> text.bytes().length).min().orElse(1) - 1;
        Arrays.fill(skip, last + 1);
        for (TextBytes text : all) {
            for (int i = 0; i < last; i++) {
                shorten(text.bytes()[i], last - i);
                shorten(text.other()[i], last - i);
            }
            put(text, text.bytes()[last]);
            if (text.bytes()[last] != text.other()[last]) {
                put(text, text.other()[last]);
            }
        }
        jump = skip.clone();
        for (int i = 0; i < jump.length; i++) {
            jump[i] = byByte[i] == null ? jump[i] : 0;
        }
    }

    private void shorten(byte at, int distance) {
        skip[at & 0xff] = Math.min(skip[at & 0xff], distance);
    }

    private void put(TextBytes text, byte at) {
        TextBytes[] known = byByte[at & 0xff];
        TextBytes[] more =
                known == null ? new TextBytes[1] : Arrays.copyOf(known, known.length + 1);
        more[more.length - 1] = text;
        byByte[at & 0xff] = more;
    }

    @Override
    public int find(byte[] bytes, int from, int to) {
        int end = last;
        int[] jumps = jump;
        int at = from + end;
        while (at < to) {
            int here = bytes[at] & 0xff;
            int distance = jumps[here];
            if (distance == 0) {
                if (stands(byByte[here], bytes, at - end, to)) {
                    return at - end;
                }
                distance = skip[here];
            }
            at += distance;
        }
        return -1;
    }

    private static boolean stands(TextBytes[] candidates, byte[] bytes, int at, int to) {
        for (TextBytes text : candidates) {
            if (text.stands(bytes, at, to)) {
                return true;
            }
        }
        return false;
    }
}
