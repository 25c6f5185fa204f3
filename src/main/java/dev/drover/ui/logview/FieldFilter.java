package dev.drover.ui.logview;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import java.time.ZoneId;
import java.util.regex.Pattern;

/** What has to be typed into the filter to see the lines with one field of one value. */
final class FieldFilter {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\\\[\\](){}.*+?^$|]");

    private FieldFilter() {}

    /**
     * Matches the field with this value and no longer one, in lines as they are shown: in short or
     * as they were written.
     *
     * @param line as it is shown now
     */
    static String of(LogRow.Output line, JsonLine object, JsonLine.Field field, ZoneId zone) {
        String word = object.inShort(field, zone);
        String inShort = "(?<!\\S)" + quoted(word) + "(?!\\S)";
        String written =
                quoted(json(field.name()))
                        + "\\s*:\\s*(?:"
                        + quoted(json(field.value()))
                        + "|"
                        + quoted(field.value())
                        + ")(?=\\s*[,}])";
        if (!word.isEmpty() && finds(inShort, line)) {
            return "/" + inShort + "/";
        }
        return finds(written, line) ? "/" + written + "/" : field.value();
    }

    private static boolean finds(String expression, LogRow.Output line) {
        return Pattern.compile(expression).matcher(line.text()).find();
    }

    private static String json(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static String quoted(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
