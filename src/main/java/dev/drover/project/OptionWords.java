package dev.drover.project;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The words of an option that is one text, such as {@code "args": "--port 80"}, as PM2 7 takes them
 * apart (seen by what its list shows). That is no shell's way: a backslash is a character like
 * others, quotes are taken off only where they hold the whole word, so that {@code --json={"a":1}}
 * arrives as it is, an empty word is none, and a quote that is not closed is a character.
 */
final class OptionWords {

    private static final Pattern WORD =
            Pattern.compile(
                    "[^\\s\"'=]+=(?:\"[^\"]*\"|'[^']*')|\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|\\S+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private OptionWords() {}

    static List<String> split(String line) {
        return WORD.matcher(line)
                .results()
                .map(OptionWords::unquoted)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String unquoted(MatchResult word) {
        String quoted = word.group("double") == null ? word.group("single") : word.group("double");
        return quoted == null ? word.group() : quoted;
    }
}
