package dev.drover.ui.logview;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a source file that a line names.
 *
 * @param file as it is written: absolute or relative to the working folder
 * @param line from 1
 * @param start first character of the name in the line
 * @param end after its last character
 */
record SourceLink(String file, int line, int start, int end) {

    /** {@code src/api.js:42:17}; Python's {@code File "app.py", line 3}. */
    private static final Pattern PLACE =
            Pattern.compile(
                    "File \"([^\"]{1,300})\", line (\\d{1,7})"
                        + "|((?:file://)?(?:[A-Za-z]:)?[\\w@./\\\\~+-]{1,300}\\.[A-Za-z]\\w{0,9}):(\\d{1,7})(?::\\d{1,5})?");

    private static final String SCHEME = "file://";

    /** Characters of a line that are looked at. */
    private static final int REACH = 4000;

    /** The first place that a line names. */
    static Optional<SourceLink> first(String line) {
        return at(line, -1);
    }

    /** The place that is named around a character; with -1 the first one. */
    static Optional<SourceLink> at(String line, int index) {
        Matcher matcher = PLACE.matcher(line.length() > REACH ? line.substring(0, REACH) : line);
        while (matcher.find()) {
            boolean hit = index < 0 || index >= matcher.start() && index <= matcher.end();
            if (hit) {
                return Optional.of(of(matcher));
            }
        }
        return Optional.empty();
    }

    private static SourceLink of(Matcher matcher) {
        boolean python = matcher.group(1) != null;
        String file = matcher.group(python ? 1 : 3);
        int line = Integer.parseInt(matcher.group(python ? 2 : 4));
        String path = file.startsWith(SCHEME) ? file.substring(SCHEME.length()) : file;
        return new SourceLink(path, line, matcher.start(), matcher.end());
    }
}
