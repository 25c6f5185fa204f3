package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What the log shows of one line of output, for who reads lines without showing them.
 *
 * @param text without colours
 * @param shown in its place: an object of JSON in short
 */
public record LineReading(String text, String shown, boolean isWarning, boolean isError) {

    /** Reads a line without its newline. */
    public static LineReading of(String raw) {
        String text = AnsiText.parse(raw, SgrStyle.PLAIN).text();
        Optional<JsonLine> object = JsonLine.parse(text);
        @Nullable Level level = object.isPresent() ? object.get().level() : LevelGuess.of(text);
        return new LineReading(
                text,
                object.map(json -> json.pretty(ZoneId.systemDefault()).text()).orElse(text),
                level == Level.WARN,
                level == Level.ERROR);
    }
}
