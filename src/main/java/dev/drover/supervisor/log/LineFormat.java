package dev.drover.supervisor.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.PlainText;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What whole lines become before they are written: the same bytes, lines with a date, or JSON
 * objects.
 */
@FunctionalInterface
interface LineFormat {

    /** As JavaScript writes a time: always with three digits of milliseconds. */
    DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** The bytes for the file; {@code lines} holds whole lines, each with its newline. */
    byte[] format(byte[] lines, int length, LogStream stream, Instant at);

    /** The bytes as they are. */
    LineFormat RAW = (lines, length, _, _) -> Arrays.copyOf(lines, length);

    /** How many of the bytes are up to the last newline among them, it included. */
    static int wholeLines(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** The format that the settings of the entry {@code name} with the id {@code id} ask for. */
    static LineFormat of(LogSettings settings, int id, String name) {
        Optional<DateTimeFormatter> date =
                settings.dateFormat()
                        .map(p -> DatePattern.formatter(p).withZone(ZoneId.systemDefault()));
        if (settings.json()) {
            return (lines, length, stream, at) -> {
                String message = new String(lines, 0, length, StandardCharsets.UTF_8);
                String time = date.map(d -> d.format(at)).orElseGet(() -> MILLIS.format(at));
                return json(message, bytesOf(message, lines, length), time, stream, id, name)
                        .getBytes(StandardCharsets.UTF_8);
            };
        }
        return date.<LineFormat>map(
                        d ->
                                (lines, length, _, at) -> {
                                    String text =
                                            new String(lines, 0, length, StandardCharsets.UTF_8);
                                    return dated(text, d.format(at) + ": ")
                                            .getBytes(StandardCharsets.UTF_8);
                                })
                .orElse(RAW);
    }

    private static String dated(String text, String prefix) {
        StringBuilder out = new StringBuilder(text.length() + prefix.length() * 2);
        int begin = 0;
        while (begin < text.length()) {
            int newline = text.indexOf('\n', begin);
            int end = newline < 0 ? text.length() : newline + 1;
            out.append(prefix).append(text, begin, end);
            if (newline < 0) {
                out.append('\n');
            }
            begin = end;
        }
        return out.toString();
    }

    /** A further field for what is not UTF-8, and so not as it was in the text; else nothing. */
    private static String bytesOf(String message, byte[] lines, int length) {
        boolean exact =
                message.indexOf('\ufffd') < 0
                        || Arrays.equals(
                                message.getBytes(StandardCharsets.UTF_8),
                                Arrays.copyOf(lines, length));
        return exact
                ? ""
                : ",\"message_base64\":\""
                        + Base64.getEncoder().encodeToString(Arrays.copyOf(lines, length))
                        + "\"";
    }

    /** As JSON has it, and harmless on a terminal too: visible escapes are JSON's own. */
    private static String quoted(String text) {
        char[] quoted = JsonStringEncoder.getInstance().quoteAsString(text);
        // The escape character's code is 001b and not 001B, as JavaScript writes it.
        for (int i = 0; i + 1 < quoted.length; i++) {
            if (quoted[i] == '\\') {
                i++;
                if (quoted[i] == 'u') {
                    for (int end = i + 4; i < end; i++) {
                        quoted[i + 1] = Character.toLowerCase(quoted[i + 1]);
                    }
                }
            }
        }
        return PlainText.visible(new String(quoted));
    }

    private static String json(
            String message, String bytes, String time, LogStream stream, int id, String name) {
        return "{\"message\":\""
                + quoted(message)
                + "\""
                + bytes
                + ",\"timestamp\":\""
                + quoted(time)
                + "\",\"type\":\""
                + (stream == LogStream.OUT ? "out" : "err")
                + "\",\"process_id\":"
                + id
                + ",\"app_name\":\""
                + quoted(name)
                + "\"}\n";
    }
}
