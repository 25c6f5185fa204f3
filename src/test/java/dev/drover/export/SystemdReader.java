package dev.drover.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a setting of a unit apart as systemd.syntax(7) and systemd.service(5) say systemd does.
 * Written from those pages and apart from the code under test.
 */
final class SystemdReader {

    private SystemdReader() {}

    /** The values of a setting, in the order of its lines. */
    static List<String> settings(String unit, String name) {
        return unit.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    /** The arguments that a program gets: words, then specifiers, then variables, of which none. */
    static List<String> arguments(String execStart) {
        List<String> arguments = new ArrayList<>();
        for (String word : words(execStart)) {
            String said = withoutSpecifiers(word);
            arguments.add(arguments.isEmpty() ? said : withoutVariables(said));
        }
        return arguments;
    }

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            if (" \t\n\r".indexOf(line.charAt(i)) >= 0) {
                i++;
                continue;
            }
            if (line.charAt(i) == ';' && (i + 1 == line.length() || line.charAt(i + 1) == ' ')) {
                throw new AssertionError("a second command begins in " + line);
            }
            ByteArrayOutputStream word = new ByteArrayOutputStream();
            char quote = 0;
            for (; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '\\') {
                    i = escape(line, i + 1, word);
                } else if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (quote != 0 && c == quote) {
                    quote = 0;
                } else if (quote == 0 && " \t\n\r".indexOf(c) >= 0) {
                    break;
                } else {
                    int point = line.codePointAt(i);
                    i += Character.charCount(point) - 1;
                    word.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                }
            }
            if (quote != 0) {
                throw new AssertionError("a quote is open in " + line);
            }
            words.add(word.toString(StandardCharsets.UTF_8));
        }
        return words;
    }

    private static int escape(String line, int at, ByteArrayOutputStream word) {
        String simple = "abfnrtv\\\"'s";
        String meant = "\u0007\b\f\n\r\t\u000b\\\"' ";
        char c = line.charAt(at);
        if (simple.indexOf(c) >= 0) {
            word.write(meant.charAt(simple.indexOf(c)));
            return at;
        }
        if (c == 'x') {
            word.write(Integer.parseInt(line.substring(at + 1, at + 3), 16));
            return at + 2;
        }
        throw new AssertionError("an unknown escape in " + line);
    }

    static String withoutSpecifiers(String word) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == '%') {
                i++;
                if (i == word.length() || word.charAt(i) != '%') {
                    throw new AssertionError("a specifier in " + word);
                }
            }
            text.append(word.charAt(i));
        }
        return text.toString();
    }

    private static String withoutVariables(String word) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == '$') {
                i++;
                if (i == word.length() || word.charAt(i) != '$') {
                    throw new AssertionError("a variable in " + word);
                }
            }
            text.append(word.charAt(i));
        }
        return text.toString();
    }
}
