package dev.drover.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax of systemd's units: lines, words, specifiers; see systemd.syntax(7). */
final class UnitText {

    private static final String SIMPLE = "abfnrtv\\\"'s";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\\"' ";
    private static final Pattern SPECIFIER = Pattern.compile("%(.)");
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:(\\$)|\\{([A-Za-z_]\\w*)\\}|([A-Za-z_]\\w*))");

    private UnitText() {}

    /**
     * One setting.
     *
     * @param line where it begins, from 1
     * @param section its section
     */
    record Setting(int line, String section, String key, String value) {}

    /** The settings in their order; what is none becomes a problem. */
    static List<Setting> settings(String text, List<Problem> problems) {
        List<Setting> settings = new ArrayList<>();
        List<String> lines = text.lines().toList();
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            int first = i + 1;
            StringBuilder whole = new StringBuilder(lines.get(i).strip());
            if (whole.isEmpty() || whole.charAt(0) == '#' || whole.charAt(0) == ';') {
                continue;
            }
            while (whole.charAt(whole.length() - 1) == '\\' && i + 1 < lines.size()) {
                i++;
                whole.setCharAt(whole.length() - 1, ' ');
                String next = lines.get(i).strip();
                whole.append(next.startsWith("#") || next.startsWith(";") ? "\\" : next);
            }
            String line = whole.toString();
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
            } else if (equals > 0 && !section.isEmpty()) {
                settings.add(
                        new Setting(
                                first,
                                section,
                                line.substring(0, equals).strip(),
                                line.substring(equals + 1).strip()));
            } else {
                problems.add(
                        new Problem(
                                first,
                                "expected \"Setting=value\" in a section, but found \"%s\"."
                                        .formatted(line)));
            }
        }
        return settings;
    }

    /**
     * Words with their quotes and escapes resolved.
     *
     * @throws ShellWords.UnclosedQuoteException when a quote is not closed
     */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i = escape(line, i + 1, word);
                inWord = true;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && " \t".indexOf(c) >= 0) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new ShellWords.UnclosedQuoteException(quote);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static int escape(String line, int at, StringBuilder word) {
        char c = line.charAt(at);
        if (SIMPLE.indexOf(c) >= 0) {
            word.append(MEANT.charAt(SIMPLE.indexOf(c)));
            return at;
        }
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
        if (digits > 0 && line.substring(at + 1).matches("(?s)[0-9a-fA-F]{" + digits + "}.*")) {
            word.append((char) Integer.parseInt(line, at + 1, at + 1 + digits, 16));
            return at + digits;
        }
        word.append('\\').append(c);
        return at;
    }

    /** Specifiers replaced; one that is not known stays as it is. */
    static String specified(String text, Map<String, String> specifiers) {
        Matcher matcher = SPECIFIER.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String known = specifiers.getOrDefault(matcher.group(1), matcher.group());
            matcher.appendReplacement(result, Matcher.quoteReplacement(known));
        }
        return matcher.appendTail(result).toString();
    }

    /** The arguments that a word of a command line stands for: {@code $NAME} may be several. */
    static List<String> expanded(String word, Map<String, String> variables) {
        Matcher whole = REFERENCE.matcher(word);
        if (whole.matches() && whole.group(3) != null) {
            String value = variables.getOrDefault(whole.group(3), "");
            return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
        }
        Matcher matcher = REFERENCE.matcher(word);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String value =
                    matcher.group(1) != null
                            ? "$"
                            : matcher.group(2) != null
                                    ? variables.getOrDefault(matcher.group(2), "")
                                    : matcher.group();
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return List.of(matcher.appendTail(result).toString());
    }
}
