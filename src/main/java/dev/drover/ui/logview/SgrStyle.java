package dev.drover.ui.logview;

import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * The style after a sequence with these parameters, for example {@code 1;38;5;208}. A parameter
     * may have parts of its own ({@code 4:3}, {@code 38:2::255:100:0}; ISO 8613-6).
     */
    SgrStyle apply(String parameters) {
        String[] parts = parameters.split(";", -1);
        SgrStyle style = this;
        int i = 0;
        while (i < parts.length) {
            List<Integer> codes = codes(parts[i]);
            i++;
            if (codes.size() > 1) {
                style = style.divided(codes);
            } else if (isColor(codes.getFirst())) {
                List<Integer> arguments = new ArrayList<>();
                for (String part : Arrays.asList(parts).subList(i, parts.length)) {
                    arguments.add(number(part));
                }
                int used = Math.min(lengthOf(arguments), arguments.size());
                style = style.withColor(codes.getFirst(), color(arguments));
                i += used;
            } else {
                style = style.simple(codes.getFirst());
            }
        }
        return style;
    }

    /** Colours of text, background and underline: what follows says which. */
    private static boolean isColor(int code) {
        return code == 38 || code == 48 || code == 58;
    }

    private SgrStyle divided(List<Integer> codes) {
        int code = codes.getFirst();
        if (code == 4) {
            return simple(codes.get(1) == 0 ? 24 : 4);
        }
        if (!isColor(code)) {
            return simple(code);
        }
        List<Integer> arguments = new ArrayList<>(codes.subList(1, codes.size()));
        if (arguments.getFirst() == 2 && arguments.size() > 4) {
            // Which colour space, which nobody has a second one of.
            arguments.remove(1);
        }
        return withColor(code, color(arguments));
    }

    /** The colour of an underline is not shown. */
    private SgrStyle withColor(int code, AnsiColor color) {
        return switch (code) {
            case 38 -> withForeground(color);
            case 48 -> withBackground(color);
            default -> this;
        };
    }

    private static List<Integer> codes(String parameter) {
        List<Integer> codes = new ArrayList<>();
        for (String part : parameter.split(":", -1)) {
            codes.add(number(part));
        }
        return codes;
    }

    private static int number(String part) {
        boolean number = !part.isEmpty() && part.length() < 6;
        number = number && part.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(part) : 0;
    }

    /** How many arguments say which colour it is. */
    private static int lengthOf(List<Integer> arguments) {
        int kind = arguments.isEmpty() ? 0 : arguments.getFirst();
        return kind == 5 ? 2 : kind == 2 ? 4 : 1;
    }

    private static AnsiColor color(List<Integer> arguments) {
        int length = lengthOf(arguments);
        if (length == 1 || arguments.size() < length) {
            return AnsiColor.DEFAULT;
        }
        if (length == 2) {
            return new AnsiColor.Indexed(arguments.get(1) & 0xff);
        }
        int red = arguments.get(1) & 0xff;
        int green = arguments.get(2) & 0xff;
        int blue = arguments.get(3) & 0xff;
        return new AnsiColor.Rgb(red << 16 | green << 8 | blue);
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
