package dev.drover.ui.alerts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of one line a text for a rule that means others like it, too. */
final class LikeThis {

    /** A time, a level and brackets of both at the start of a line. */
    private static final Pattern HEAD =
            Pattern.compile(
                    "^[\\s\\[(]*(?:\\d{4}[-/]\\d\\d[-/]\\d\\d[T"
                            + " ]?)?(?:\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?)?"
                            + "(?:Z|[+-]\\d\\d:?\\d\\d)?[\\])]*\\s*");

    /** Numbers, and what looks like an id: they differ from line to line. */
    private static final Pattern CHANGING =
            Pattern.compile("\\b(?=[0-9a-fA-F-]*\\d)[0-9a-fA-F]{6,}(?:-[0-9a-fA-F]+)*\\b|\\d+");

    private static final String SPECIAL = "\\.^$|?*+()[]{}";
    private static final int LONGEST = 200;

    private LikeThis() {}

    /**
     * The text of a rule: the line itself, or where it holds numbers a regular expression between
     * two slashes.
     */
    static String of(String line) {
        String text = HEAD.matcher(line).replaceFirst("").strip();
        text = text.isEmpty() ? line.strip() : text;
        text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        Matcher changing = CHANGING.matcher(text);
        StringBuilder regex = new StringBuilder();
        int from = 0;
        while (changing.find()) {
            quote(text.substring(from, changing.start()), regex);
            boolean number = changing.group().chars().allMatch(Character::isDigit);
            regex.append(number ? "\\d+" : "[\\w-]+");
            from = changing.end();
        }
        if (from == 0) {
            return text;
        }
        quote(text.substring(from), regex);
        return "/" + regex + "/";
    }

    private static void quote(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                to.append('\\');
            }
            to.append(c);
        }
    }
}
