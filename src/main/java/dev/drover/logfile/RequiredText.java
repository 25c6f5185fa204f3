package dev.drover.logfile;

/**
 * The longest text that each hit of a regular expression must contain, as far as that is easily
 * seen: so most lines need no look by the expression.
 */
final class RequiredText {

    private static final String SPECIAL = ".^$[](){}|*+?\\";
    private static final String OPTIONAL = "*?{";

    private RequiredText() {}

    /** Empty when none is seen. */
    static String of(String regex) {
        // A choice, a group or a flag may take back what seems required.
        if (regex.indexOf('|') >= 0 || regex.indexOf('(') >= 0 || regex.contains("\\Q")) {
            return "";
        }
        String longest = "";
        StringBuilder run = new StringBuilder();
        int at = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            boolean escaped = c == '\\' && at + 1 < regex.length();
            boolean plain = escaped ? isPunctuation(regex.charAt(at + 1)) : isPlain(c);
            if (plain) {
                int next = at + (escaped ? 2 : 1);
                boolean optional =
                        next < regex.length() && OPTIONAL.indexOf(regex.charAt(next)) >= 0;
                if (!optional) {
                    run.append(regex.charAt(next - 1));
                    at = next;
                    continue;
                }
            }
            longest = longer(longest, run);
            run.setLength(0);
            at = after(regex, at);
        }
        return longer(longest, run);
    }

    private static boolean isPlain(char c) {
        return SPECIAL.indexOf(c) < 0;
    }

    private static boolean isPunctuation(char c) {
        return c < 0x80 && !Character.isLetterOrDigit(c);
    }

    private static String longer(String one, StringBuilder other) {
        return other.length() > one.length() ? other.toString() : one;
    }

    /** Behind the element at {@code at}: a class, an escape such as \d, or a character. */
    private static int after(String regex, int at) {
        char c = regex.charAt(at);
        if (c == '[') {
            int depth = 0;
            for (int i = at; i < regex.length(); i++) {
                char inside = regex.charAt(i);
                i += inside == '\\' ? 1 : 0;
                depth += inside == '[' ? 1 : inside == ']' ? -1 : 0;
                if (depth == 0) {
                    return i + 1;
                }
            }
            return regex.length();
        }
        if (c == '{') {
            int end = regex.indexOf('}', at);
            return end < 0 ? regex.length() : end + 1;
        }
        if (c == '\\') {
            int next = at + 2;
            // \p{...}, \x{...}, \k<...>, and digits of octal or hexadecimal escapes.
            return next - 1 < regex.length() && "pPxukcN0".indexOf(regex.charAt(next - 1)) >= 0
                    ? regex.length()
                    : next;
        }
        return at + 1;
    }
}
