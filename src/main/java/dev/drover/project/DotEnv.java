package dev.drover.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code .env} file: {@code NAME=value} per line. Nothing in it is expanded. */
final class DotEnv {

    private static final Pattern VARIABLE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("(['\"])(.*?)\\1\\s*(?:#.*)?");

    private DotEnv() {}

    /** The variables; lines that are none become problems that name the file. */
    static Map<String, String> read(String text, List<Problem> problems) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = VARIABLE.matcher(line);
            if (matcher.matches()) {
                variables.put(matcher.group(1), value(matcher.group(2).strip()));
            } else {
                // The line itself may hold a secret, so it is not repeated.
                problems.add(
                        new Problem(
                                0,
                                "line %d of .env is not of the form NAME=value.".formatted(i + 1)));
            }
        }
        return variables;
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
