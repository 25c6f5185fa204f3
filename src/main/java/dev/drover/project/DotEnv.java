package dev.drover.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file: {@code NAME=value} per line, as the npm package dotenv and Node's {@code
 * --env-file} read it. A value in quotes may go over several lines, as keys and certificates do.
 * Nothing in it is expanded.
 */
final class DotEnv {

    private static final Pattern VARIABLE =
            Pattern.compile("(?:export\\s+)?([A-Za-z0-9_.-]+)\\s*=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern QUOTED =
            Pattern.compile("(['\"`])(.*?)\\1\\s*(?:#.*)?", Pattern.DOTALL);
    private static final String QUOTES = "'\"`";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<String> lines;
    private final List<Problem> problems;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private DotEnv(List<String> lines, List<Problem> problems) {
        this.lines = lines;
        this.problems = problems;
    }

    /** The variables; lines that are none become problems that name the file. */
    static Map<String, String> read(String text, List<Problem> problems) {
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        DotEnv file = new DotEnv(plain.lines().toList(), problems);
        int next = 0;
        while (next < file.lines.size()) {
            next = file.read(next);
        }
        return file.variables;
    }

    /** Reads what begins in a line; the number of the line after it. */
    private int read(int first) {
        String line = lines.get(first).strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return first + 1;
        }
        Matcher matcher = VARIABLE.matcher(line);
        if (!matcher.matches()) {
            // The line itself may hold a secret, so it is not repeated.
            problems.add(
                    new Problem(
                            0,
                            "line %d of .env is not of the form NAME=value.".formatted(first + 1)));
            return first + 1;
        }
        String written = matcher.group(2);
        int last = lastLine(first, written);
        String whole =
                last == first
                        ? written
                        : written + "\n" + String.join("\n", lines.subList(first + 1, last + 1));
        variables.put(matcher.group(1), value(whole.strip()));
        return last + 1;
    }

    /** Where the quote that the value begins with is closed; its own line when it never is. */
    private int lastLine(int first, String written) {
        if (written.isEmpty() || QUOTES.indexOf(written.charAt(0)) < 0) {
            return first;
        }
        char quote = written.charAt(0);
        if (written.indexOf(quote, 1) > 0) {
            return first;
        }
        for (int i = first + 1; i < lines.size(); i++) {
            if (lines.get(i).indexOf(quote) >= 0) {
                return i;
            }
        }
        return first;
    }

    private static String value(String written) {
        Matcher quoted = QUOTED.matcher(written);
        if (quoted.matches()) {
            String inner = quoted.group(2);
            return quoted.group(1).equals("\"") ? inner.replace("\\n", "\n") : inner;
        }
        int comment = written.indexOf(" #");
        return comment < 0 ? written : written.substring(0, comment).strip();
    }
}
