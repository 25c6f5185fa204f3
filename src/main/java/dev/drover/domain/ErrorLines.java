package dev.drover.domain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a standard error that says why a program ended. */
final class ErrorLines {

    /** {@code TypeError: x is not a function}; {@code Error [ERR_X]: …} is one too. */
    private static final Pattern ERROR =
            Pattern.compile(
                    "^\\s*(?:Uncaught )?((?:[A-Z]\\w*)?(?:Error|Exception)(?: \\[\\w+])?: .+)$");

    /** What Python, Java, Go and Rust begin the line with that says why. */
    private static final Pattern OTHER_ERROR =
            Pattern.compile(
                    "^\\s*((?:panic|fatal error|fatal|error): .+"
                            + "|thread '.*' panicked at .+"
                            + "|(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Error|Exception)(?:: .+)?"
                            + "|Exception in thread .+)$",
                    Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 300;

    private ErrorLines() {}

    /** The last line that looks like an error, or else the last of all. */
    static EndMeaning meaning(int code, List<String> lines) {
        Optional<String> error = error(lines);
        if (error.isPresent()) {
            return new EndMeaning.Error(code, error.get());
        }
        return lines.reversed().stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .<EndMeaning>map(line -> new EndMeaning.LastWords(code, shortened(line.strip())))
                .orElseGet(() -> new EndMeaning.Silent(code));
    }

    private static Optional<String> error(List<String> lines) {
        for (Pattern pattern : List.of(ERROR, OTHER_ERROR)) {
            for (String line : lines.reversed()) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.matches()) {
                    return Optional.of(shortened(matcher.group(1)));
                }
            }
        }
        return Optional.empty();
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
