package dev.drover.supervisor.trigger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * A pattern of paths as the watchers of Node programs read it. Unlike that of the JDK, {@code **}
 * followed by a slash stands for no folder, too: all below {@code src} and what is in it.
 */
final class Glob {

    private static final Logger LOG = LoggerFactory.getLogger(Glob.class);

    private static final String SPECIAL = "*?[{";
    private static final String GROUPS = "@+!*?";

    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Empty for a text without wildcards, and for one that is no pattern. */
    static Optional<Glob> of(String text) {
        if (!isGlob(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Glob(Pattern.compile(expression(text))));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    static boolean isGlob(String text) {
        return IntStream.range(0, text.length())
                .anyMatch(i -> SPECIAL.indexOf(text.charAt(i)) >= 0 || isGroup(text, i));
    }

    /** One that takes too long to tell, by a pattern made for that, does not match. */
    boolean matches(Path path) {
        try {
            return pattern.matcher(new MeasuredText(path.toString().replace('\\', '/'))).matches();
        } catch (MeasuredText.TooLongException | StackOverflowError e) {
            LOG.debug("{} is too hard a pattern for {}.", pattern, path, e);
            return false;
        }
    }

    private static String expression(String glob) {
        StringBuilder out = new StringBuilder();
        // The sign before each group that is open, a brace for one in braces.
        Deque<Character> open = new ArrayDeque<>();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (isGroup(glob, i) && c == '!') {
                i = exclusion(glob, i, out);
            } else if (isGroup(glob, i)) {
                open.push(c);
                out.append("(?:");
                i++;
            } else if (glob.startsWith("**/", i)) {
                out.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else if (c == '*') {
                out.append("[^/]*");
            } else if (c == '?') {
                out.append("[^/]");
            } else if (c == '[') {
                i = characterClass(glob, i, out);
            } else if (c == '{') {
                open.push(c);
                out.append("(?:");
            } else if (isWithin(open, c == '}' || c == ',')) {
                out.append(c == ',' ? "|" : end(open.pop()));
            } else if (isOfGroup(open, c)) {
                out.append(c == '|' ? "|" : end(open.pop()));
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }

    private static boolean isWithin(Deque<Character> open, boolean ofBraces) {
        return ofBraces && !open.isEmpty() && open.peek() == '{';
    }

    private static boolean isOfGroup(Deque<Character> open, char c) {
        return (c == '|' || c == ')') && !open.isEmpty() && open.peek() != '{';
    }

    private static String end(char sign) {
        return sign == '{' || sign == '@' ? ")" : ")" + sign;
    }

    /** {@code @(a|b)}: one of them; {@code +}, {@code *}, {@code ?}: as often; {@code !}: none. */
    private static boolean isGroup(String glob, int at) {
        return GROUPS.indexOf(glob.charAt(at)) >= 0
                && glob.startsWith("(", at + 1)
                && closing(glob, at + 1) > 0;
    }

    private static int closing(String glob, int bracket) {
        int depth = 0;
        for (int i = bracket; i < glob.length(); i++) {
            depth += glob.charAt(i) == '(' ? 1 : 0;
            depth -= glob.charAt(i) == ')' ? 1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Any name but these with what follows in the pattern. Returns the place of the end. */
    private static int exclusion(String glob, int start, StringBuilder out) {
        int end = closing(glob, start + 1);
        int slash = glob.indexOf('/', end);
        String rest = glob.substring(end + 1, slash < 0 ? glob.length() : slash);
        out.append("(?!")
                .append(expression("@" + glob.substring(start + 1, end + 1)))
                .append(expression(rest))
                .append("(?:/|$))[^/]*");
        return end;
    }

    /** Returns the place of its end; a bracket that is not closed is only a bracket. */
    private static int characterClass(String glob, int start, StringBuilder out) {
        int end = glob.indexOf(']', start + 2);
        if (end < 0) {
            out.append("\\[");
            return start;
        }
        String inside = glob.substring(start + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        boolean not = inside.startsWith("!") || inside.startsWith("^");
        out.append('[').append(not ? "^" + inside.substring(1) : inside).append(']');
        return end;
    }
}
