package dev.drover.supervisor.trigger;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of paths as the watchers of Node programs read it. Unlike that of the JDK, {@code **}
 * followed by a slash stands for no folder, too: all below {@code src} and what is in it.
 */
final class Glob {

    private static final String SPECIAL = "*?[{";

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
        return text.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
    }

    boolean matches(Path path) {
        return pattern.matcher(path.toString().replace('\\', '/')).matches();
    }

    private static String expression(String glob) {
        StringBuilder out = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
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
                braces++;
                out.append("(?:");
            } else if (c == '}' && braces > 0) {
                braces--;
                out.append(')');
            } else if (c == ',' && braces > 0) {
                out.append('|');
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
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
