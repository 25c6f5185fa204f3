package dev.drover.ui.logview;

import java.util.ArrayList;
import java.util.List;

/** What "Select Graphic Rendition" sequences have set so far. */
record SgrStyle(
        AnsiColor foreground,
        AnsiColor background,
        boolean bold,
        boolean dim,
        boolean italic,
        boolean underline,
        boolean inverse,
        boolean strikethrough) {

    static final SgrStyle PLAIN =
            new SgrStyle(
                    AnsiColor.DEFAULT, AnsiColor.DEFAULT, false, false, false, false, false, false);

    private static final String BEGIN = "\u001b[";

    boolean isPlain() {
        return equals(PLAIN);
    }

    /** Where the first sequence that may be one of these begins in a line; or -1. */
    static int firstIn(String raw) {
        int at = raw.indexOf(BEGIN);
        while (at >= 0) {
            int end = end(raw, at);
            if (end < raw.length() && raw.charAt(end) == 'm') {
                return at;
            }
            at = raw.indexOf(BEGIN, at + 1);
        }
        return -1;
    }

    /** True when the sequence there sets nothing, so that it is there to end something. */
    static boolean isEnd(String raw, int at) {
        return PLAIN.apply(raw.substring(at + BEGIN.length(), end(raw, at))).isPlain();
    }

    /** Behind the parameters. */
    private static int end(String raw, int at) {
        int end = at + BEGIN.length();
        while (end < raw.length() && isParameter(raw.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isParameter(char c) {
        return c >= '0' && c <= '9' || c == ';' || c == ':';
    }

    /** The style after a sequence with these parameters, for example {@code 1;38;5;208}. */
    SgrStyle apply(String parameters) {
        List<Integer> codes = codes(parameters);
        SgrStyle style = this;
        int i = 0;
        while (i < codes.size()) {
            int code = codes.get(i);
            if (code == 38 || code == 48) {
                int used = extendedLength(codes, i);
                AnsiColor color = extended(codes, i, used);
                style = code == 38 ? style.withForeground(color) : style.withBackground(color);
                i += used;
            } else {
                style = style.simple(code);
                i++;
            }
        }
        return style;
    }

    private static List<Integer> codes(String parameters) {
        List<Integer> codes = new ArrayList<>();
        for (String part : parameters.split("[;:]", -1)) {
            boolean number = !part.isEmpty() && part.length() < 6;
            number = number && part.chars().allMatch(c -> c >= '0' && c <= '9');
            codes.add(number ? Integer.parseInt(part) : 0);
        }
        return codes;
    }

    private static int extendedLength(List<Integer> codes, int at) {
        int kind = at + 1 < codes.size() ? codes.get(at + 1) : 0;
        int wanted = kind == 5 ? 3 : kind == 2 ? 5 : 2;
        return Math.min(wanted, codes.size() - at);
    }

    private static AnsiColor extended(List<Integer> codes, int at, int used) {
        if (used == 3) {
            return new AnsiColor.Indexed(codes.get(at + 2) & 0xff);
        }
        if (used == 5) {
            int red = codes.get(at + 2) & 0xff;
            int green = codes.get(at + 3) & 0xff;
            int blue = codes.get(at + 4) & 0xff;
            return new AnsiColor.Rgb(red << 16 | green << 8 | blue);
        }
        return AnsiColor.DEFAULT;
    }

    private SgrStyle simple(int code) {
        return switch (code) {
            case 0 -> PLAIN;
            case 1 -> with(true, dim, italic, underline, inverse, strikethrough);
            case 2 -> with(bold, true, italic, underline, inverse, strikethrough);
            case 3 -> with(bold, dim, true, underline, inverse, strikethrough);
            case 4, 21 -> with(bold, dim, italic, true, inverse, strikethrough);
            case 7 -> with(bold, dim, italic, underline, true, strikethrough);
            case 9 -> with(bold, dim, italic, underline, inverse, true);
            case 22 -> with(false, false, italic, underline, inverse, strikethrough);
            case 23 -> with(bold, dim, false, underline, inverse, strikethrough);
            case 24 -> with(bold, dim, italic, false, inverse, strikethrough);
            case 27 -> with(bold, dim, italic, underline, false, strikethrough);
            case 29 -> with(bold, dim, italic, underline, inverse, false);
            case 39 -> withForeground(AnsiColor.DEFAULT);
            case 49 -> withBackground(AnsiColor.DEFAULT);
            default -> colored(code);
        };
    }

    private SgrStyle colored(int code) {
        if (code >= 30 && code <= 37) {
            return withForeground(new AnsiColor.Indexed(code - 30));
        }
        if (code >= 90 && code <= 97) {
            return withForeground(new AnsiColor.Indexed(code - 90 + 8));
        }
        if (code >= 40 && code <= 47) {
            return withBackground(new AnsiColor.Indexed(code - 40));
        }
        if (code >= 100 && code <= 107) {
            return withBackground(new AnsiColor.Indexed(code - 100 + 8));
        }
        return this;
    }

    private SgrStyle withForeground(AnsiColor color) {
        return new SgrStyle(
                color, background, bold, dim, italic, underline, inverse, strikethrough);
    }

    private SgrStyle withBackground(AnsiColor color) {
        return new SgrStyle(
                foreground, color, bold, dim, italic, underline, inverse, strikethrough);
    }

    private SgrStyle with(
            boolean newBold,
            boolean newDim,
            boolean newItalic,
            boolean newUnderline,
            boolean newInverse,
            boolean newStrikethrough) {
        return new SgrStyle(
                foreground,
                background,
                newBold,
                newDim,
                newItalic,
                newUnderline,
                newInverse,
                newStrikethrough);
    }
}
