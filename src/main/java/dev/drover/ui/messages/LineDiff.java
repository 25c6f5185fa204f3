package dev.drover.ui.messages;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, line by line. */
final class LineDiff {

    /** The longest pair for which the shortest difference is looked for. */
    private static final long MAX_CELLS = 4_000_000;

    /** What happened to a line. */
    enum Kind {
        SAME(' '),
        ADDED('+'),
        REMOVED('−');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        /** Stands before the line. */
        char sign() {
            return sign;
        }
    }

    /** One line of either text. */
    record Line(Kind kind, String text) {}

    private LineDiff() {}

    /**
     * A shortest list of changes that makes {@code after} of {@code before}; when both are long and
     * much of them differs, simply all of that removed and added.
     */
    static List<Line> of(List<String> before, List<String> after) {
        int head = 0;
        int shorter = Math.min(before.size(), after.size());
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail)
                        .equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, head).forEach(text -> lines.add(new Line(Kind.SAME, text)));
        middle(
                before.subList(head, before.size() - tail),
                after.subList(head, after.size() - tail),
                lines);
        before.subList(before.size() - tail, before.size())
                .forEach(text -> lines.add(new Line(Kind.SAME, text)));
        return lines;
    }

    private static void middle(List<String> before, List<String> after, List<Line> lines) {
        if ((long) before.size() * after.size() > MAX_CELLS) {
            before.forEach(text -> lines.add(new Line(Kind.REMOVED, text)));
            after.forEach(text -> lines.add(new Line(Kind.ADDED, text)));
            return;
        }
        int[][] common = commonLines(before, after);
        int b = 0;
        int a = 0;
        while (b < before.size() || a < after.size()) {
            if (b < before.size() && a < after.size() && before.get(b).equals(after.get(a))) {
                lines.add(new Line(Kind.SAME, before.get(b)));
                b++;
                a++;
            } else if (b < before.size()
                    && (a == after.size() || common[b + 1][a] >= common[b][a + 1])) {
                lines.add(new Line(Kind.REMOVED, before.get(b++)));
            } else {
                lines.add(new Line(Kind.ADDED, after.get(a++)));
            }
        }
    }

    /** How many lines the rests from [b] and [a] have in common, in order. */
    private static int[][] commonLines(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int b = before.size() - 1; b >= 0; b--) {
            for (int a = after.size() - 1; a >= 0; a--) {
                common[b][a] =
                        before.get(b).equals(after.get(a))
                                ? common[b + 1][a + 1] + 1
                                : Math.max(common[b + 1][a], common[b][a + 1]);
            }
        }
        return common;
    }
}
