package dev.drover.ui.logview;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A line that is one JSON object, as loggers write them: its fields in order, and the line that
 * people read instead.
 */
record JsonLine(List<Field> fields) {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int LONGEST = 1 << 18;
    private static final int MAX_FIELDS = 200;
    private static final int LEVEL_CELLS = 5;
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private static final Set<String> LEVEL = Set.of("level", "severity", "lvl", "log.level");
    private static final Set<String> TIME =
            Set.of("time", "timestamp", "ts", "@timestamp", "t", "date", "datetime");
    private static final Set<String> MESSAGE = Set.of("msg", "message", "text");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private static final SgrStyle DIM = SgrStyle.PLAIN.apply("2");
    private static final SgrStyle BOLD = SgrStyle.PLAIN.apply("1");

    /** A field; the value of a text without its quotes, of everything else as it was written. */
    record Field(String name, String value) {}

    JsonLine {
        fields = List.copyOf(fields);
    }

    /** Empty when the line is not exactly one object with at least one field. */
    static Optional<JsonLine> parse(String line) {
        if (line.length() < 2
                || line.length() > LONGEST
                || line.charAt(0) != '{'
                || line.charAt(line.length() - 1) != '}') {
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(line)) {
            parser.nextToken();
            List<Field> fields = new ArrayList<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME && fields.size() < MAX_FIELDS) {
                fields.add(field(parser, line));
            }
            boolean whole =
                    parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole && !fields.isEmpty()
                    ? Optional.of(new JsonLine(fields))
                    : Optional.empty();
        } catch (IOException _) {
            // Not JSON after all: the line is shown as it is.
            return Optional.empty();
        }
    }

    private static Field field(JsonParser parser, String line) throws IOException {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (!token.isStructStart()) {
            return new Field(name, parser.getText());
        }
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getCharOffset();
        return new Field(name, line.substring(from, to));
    }

    /** What the line says about its level; null when nothing. */
    @Nullable Level level() {
        String value = first(LEVEL);
        return value == null ? null : LevelGuess.ofField(value);
    }

    /** The line in short: time, level, message, then the other fields dimmed. */
    AnsiText pretty(ZoneId zone) {
        Writer text = new Writer();
        String time = first(TIME);
        if (time != null) {
            text.add(clock(time, zone), DIM);
        }
        String level = first(LEVEL);
        if (level != null) {
            String word = levelWord(level);
            String blanks = " ".repeat(Math.max(0, LEVEL_CELLS - word.length()));
            text.add(word + blanks, style(level()));
        }
        String message = first(MESSAGE);
        if (message != null) {
            text.add(message, SgrStyle.PLAIN);
        }
        for (Field field : fields) {
            if (!isSpecial(field.name())) {
                text.add(pair(field), DIM);
            }
        }
        return text.line();
    }

    /** What stands for one of its fields in the short line, if it is in it at all. */
    String inShort(Field field, ZoneId zone) {
        String name = field.name();
        if (LEVEL.contains(name)) {
            return field.value().isEmpty() ? "" : clean(levelWord(field.value()));
        }
        if (TIME.contains(name)) {
            return clean(clock(field.value(), zone));
        }
        return clean(MESSAGE.contains(name) ? field.value() : pair(field));
    }

    private static String levelWord(String level) {
        Level known = LevelGuess.ofField(level);
        String word = known == null || !Character.isDigit(level.charAt(0)) ? level : known.name();
        return word.toUpperCase(Locale.ROOT);
    }

    private static String pair(Field field) {
        return field.name() + "=" + field.value();
    }

    /** A value may hold newlines and escape sequences of its own. */
    private static String clean(String part) {
        return AnsiText.parse(part.replace('\n', ' '), SgrStyle.PLAIN).text();
    }

    private @Nullable String first(Set<String> names) {
        for (Field field : fields) {
            if (!field.value().isEmpty() && names.contains(field.name())) {
                return field.value();
            }
        }
        return null;
    }

    private static boolean isSpecial(String name) {
        return LEVEL.contains(name) || TIME.contains(name) || MESSAGE.contains(name);
    }

    private static String clock(String value, ZoneId zone) {
        try {
            Instant at;
            if (value.chars().allMatch(Character::isDigit) && value.length() < 16) {
                long number = Long.parseLong(value);
                at =
                        number < FIRST_MILLIS
                                ? Instant.ofEpochSecond(number)
                                : Instant.ofEpochMilli(number);
            } else {
                at = Instant.parse(value);
            }
            return CLOCK.format(at.atZone(zone));
        } catch (DateTimeException _) {
            // A time in words of its own is shown in them.
            return value;
        }
    }

    private static SgrStyle style(@Nullable Level level) {
        return switch (level) {
            case ERROR -> BOLD.apply("31");
            case WARN -> BOLD.apply("33");
            case DEBUG -> DIM;
            case INFO -> BOLD.apply("34");
            case null -> SgrStyle.PLAIN;
        };
    }

    /** Puts parts together, each with its style and a blank before it. */
    private static final class Writer {
        private final StringBuilder text = new StringBuilder();
        private final List<StyleSpan> spans = new ArrayList<>();

        void add(String part, SgrStyle style) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            int from = text.length();
            text.append(clean(part));
            if (!style.isPlain() && text.length() > from) {
                spans.add(new StyleSpan(from, text.length(), style));
            }
        }

        AnsiText line() {
            return new AnsiText(text.toString(), spans, SgrStyle.PLAIN);
        }
    }
}
