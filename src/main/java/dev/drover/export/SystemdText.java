package dev.drover.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The quoting rules of systemd.syntax(7), systemd.service(5) and systemd.exec(5). */
final class SystemdText {

    private SystemdText() {}

    /**
     * A command line for {@code ExecStart=}. In the program itself only {@code %} is special, in
     * arguments {@code $} is, too.
     */
    static String command(List<String> words) {
        return quoted(words.getFirst())
                + words.stream()
                        .skip(1)
                        .map(word -> " " + quoted(word.replace("$", "$$")))
                        .collect(Collectors.joining());
    }

    /** An assignment for {@code Environment=}, where {@code $} means nothing. */
    static String assignment(String name, String value) {
        return quoted(name + "=" + value);
    }

    /** One word: specifiers and, where needed, quotes and C escapes. */
    private static String quoted(String word) {
        String escaped = word.replace("%", "%%");
        return isPlain(escaped) ? escaped : '"' + escapes(escaped) + '"';
    }

    private static boolean isPlain(String word) {
        return !word.isEmpty()
                && word.chars().allMatch(c -> c > ' ' && c != 0x7f && "\"'\\;#".indexOf(c) < 0);
    }

    private static String escapes(String word) {
        StringBuilder text = new StringBuilder();
        for (char c : word.toCharArray()) {
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        text.append("\\x%02x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.toString();
    }

    /**
     * A path for a setting that takes the rest of its line as it is; empty when the path cannot be
     * written there.
     */
    static Optional<String> path(String path) {
        boolean impossible =
                path.chars().anyMatch(c -> c < ' ' || c == 0x7f)
                        || !path.equals(path.strip())
                        || path.endsWith("\\");
        return impossible ? Optional.empty() : Optional.of(specifierless(path));
    }

    /** The text where specifiers are looked for and nothing else. */
    static String specifierless(String text) {
        return text.replace("%", "%%");
    }

    /** Free text on one line. */
    static String line(String text) {
        return text.replace("%", "%%").replaceAll("\\p{Cntrl}", " ").replace('\\', '/').strip();
    }

    /** A value as an {@code EnvironmentFile=} has it. */
    static String environmentValue(String value) {
        return '"' + value.replaceAll("[\"\\\\$`]", "\\\\$0") + '"';
    }
}
