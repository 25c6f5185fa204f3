package dev.drover.ui.logview;

import java.util.ArrayList;
import java.util.List;

/**
 * One line as a terminal would leave it: escape sequences are gone, colours are spans, carriage
 * return and backspace have overwritten, tabs are blanks, and what cannot be shown is a visible
 * symbol. So no output can move, hide or reorder what the window shows around it.
 *
 * @param text printable characters only
 * @param spans the stretches that are not plain, in order
 * @param end style after the line; it goes on in the next one
 */
record AnsiText(String text, List<StyleSpan> spans, SgrStyle end) {

    private static final char ESC = '\u001b';
    private static final char BEL = '\u0007';
    private static final int TAB = 8;

    AnsiText {
        spans = List.copyOf(spans);
    }

    /** Reads one line without its newline. {@code start} is the style that the line before left. */
    static AnsiText parse(String raw, SgrStyle start) {
        if (isPrintable(raw)) {
            boolean plain = start.isPlain() || raw.isEmpty();
            List<StyleSpan> spans =
                    plain ? List.of() : List.of(new StyleSpan(0, raw.length(), start));
            return new AnsiText(raw, spans, start);
        }
        return new Screen(raw, start).read();
    }

    private static boolean isPrintable(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (isSpecial(raw.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpecial(char c) {
        return c < ' ' || c >= 0x7f && c < 0xa0 || c >= 0x200e && isReordering(c);
    }

    /** Direction marks and line separators: they would move text on the screen. */
    private static boolean isReordering(char c) {
        return c <= 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    /** A line of cells with a cursor. */
    private static final class Screen {
        private final String raw;
        private final StringBuilder cells = new StringBuilder();
        private final List<SgrStyle> styles = new ArrayList<>();
        private SgrStyle style;
        private int cursor;

        /** Up to here it is known how wide the characters are together: {@link #column} cells. */
        private int measured;

        private int column;
        private int at;

        Screen(String raw, SgrStyle start) {
            this.raw = raw;
            this.style = start;
        }

        AnsiText read() {
            while (at < raw.length()) {
                char c = raw.charAt(at);
                at++;
                if (!isSpecial(c)) {
                    put(c);
                } else if (c == ESC) {
                    escape();
                } else {
                    control(c);
                }
            }
            return new AnsiText(cells.toString(), spans(), style);
        }

        private void put(char c) {
            if (cursor < cells.length()) {
                cells.setCharAt(cursor, c);
                styles.set(cursor, style);
            } else {
                cells.append(c);
                styles.add(style);
            }
            cursor++;
        }

        private void control(char c) {
            switch (c) {
                case '\t' -> tab();
                case '\r' -> moveTo(0);
                case '\b' -> moveTo(Math.max(0, cursor - 1));
                case BEL -> {}
                default -> visible(c);
            }
        }

        /** Back to a cell that may get another character. */
        private void moveTo(int target) {
            cursor = target;
            if (target == 0) {
                measured = 0;
                column = 0;
            } else if (target < measured) {
                column -= Cells.width(cells.substring(target, measured));
                measured = target;
            }
        }

        /** To the next of the columns; as on a screen, what stands there stays. */
        private void tab() {
            column += Cells.width(cells.substring(measured, cursor));
            measured = cursor;
            for (int left = TAB - column % TAB; left > 0; left--) {
                if (cursor < cells.length()) {
                    cursor++;
                } else {
                    put(' ');
                }
            }
        }

        /** Caret notation as terminals echo it: every font has these characters. */
        private void visible(char c) {
            if (c < ' ' || c == 0x7f) {
                put('^');
                put((char) (c ^ 0x40));
            } else {
                put('\ufffd');
            }
        }

        private void escape() {
            if (at >= raw.length()) {
                return;
            }
            char kind = raw.charAt(at);
            at++;
            switch (kind) {
                case '[' -> controlSequence();
                case ']', 'P', 'X', '^', '_' -> skipString();
                default -> skipShort(kind);
            }
        }

        private void controlSequence() {
            int from = at;
            while (at < raw.length() && raw.charAt(at) >= 0x20 && raw.charAt(at) < 0x40) {
                at++;
            }
            if (at >= raw.length()) {
                return;
            }
            String parameters = raw.substring(from, at);
            char last = raw.charAt(at);
            if (last < 0x40 || last > 0x7e) {
                return;
            }
            at++;
            if (last == 'm' && (parameters.isEmpty() || parameters.charAt(0) < '<')) {
                style = style.apply(parameters);
            } else if (last == 'K') {
                erase(parameters);
            }
        }

        private void erase(String parameters) {
            boolean whole = parameters.equals("2");
            if (parameters.equals("1")) {
                return;
            }
            int keep = whole ? 0 : Math.min(cursor, cells.length());
            cells.setLength(keep);
            styles.subList(keep, styles.size()).clear();
            moveTo(Math.min(cursor, keep));
        }

        private void skipString() {
            while (at < raw.length()) {
                char c = raw.charAt(at);
                at++;
                if (c == BEL || c == '\u009c') {
                    return;
                }
                if (c == ESC && at < raw.length() && raw.charAt(at) == '\\') {
                    at++;
                    return;
                }
            }
        }

        private void skipShort(char first) {
            char c = first;
            while (c >= 0x20 && c < 0x30 && at < raw.length()) {
                c = raw.charAt(at);
                at++;
            }
        }

        private List<StyleSpan> spans() {
            List<StyleSpan> spans = new ArrayList<>();
            int from = 0;
            while (from < styles.size()) {
                SgrStyle here = styles.get(from);
                int to = from + 1;
                while (to < styles.size() && styles.get(to).equals(here)) {
                    to++;
                }
                if (!here.isPlain()) {
                    spans.add(new StyleSpan(from, to, here));
                }
                from = to;
            }
            return spans;
        }
    }
}
