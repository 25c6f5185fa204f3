package dev.drover.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value that knows the line where it stands, so that errors can name it. */
sealed interface Located {

    /** Line in the file, from 1. */
    int line();

    /** An object; members keep the file's order. */
    record Obj(Map<String, Located> members, int line) implements Located {}

    /** An array. */
    record Arr(List<Located> items, int line) implements Located {}

    /** A string, number, boolean or null. */
    record Scalar(@Nullable Object value, int line) implements Located {}

    /** The value without its lines: JSON-shaped. */
    default @Nullable Object plain() {
        return switch (this) {
            case Scalar scalar -> scalar.value();
            case Arr arr -> {
                List<@Nullable Object> list = new ArrayList<>();
                arr.items().forEach(item -> list.add(item.plain()));
                yield list;
            }
            case Obj obj -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                obj.members().forEach((key, value) -> map.put(key, value.plain()));
                yield map;
            }
        };
    }

    /** What kind of value this is, for an error message. */
    default String kind() {
        return switch (this) {
            case Obj _ -> "an object";
            case Arr _ -> "a list";
            case Scalar(String text, int _) -> "the text \"" + text + "\"";
            case Scalar(@Nullable Object value, int _) -> String.valueOf(value);
        };
    }

    /** Reads JSON, with comments allowed as PM2's JSON5 files have them. */
    static Located read(String text) throws MalformedFileException {
        JsonFactory factory =
                JsonFactory.builder()
                        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                        .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                        .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                        .streamReadConstraints(
                                StreamReadConstraints.builder().maxNestingDepth(64).build())
                        .build();
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedFileException(1, "The file is empty.");
            }
            Located value = value(parser);
            if (parser.nextToken() != null) {
                throw new MalformedFileException(
                        parser.currentTokenLocation().getLineNr(),
                        "There is text after the end of the JSON value.");
            }
            return value;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new MalformedFileException(
                    line, "This is not valid JSON: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw new MalformedFileException(0, "The file cannot be read: " + e.getMessage() + ".");
        }
    }

    private static Located value(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Located> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    members.put(key, value(parser));
                }
                yield new Obj(members, line);
            }
            case START_ARRAY -> {
                List<Located> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield new Arr(items, line);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(parser.getNumberValue(), line);
            case VALUE_TRUE -> new Scalar(true, line);
            case VALUE_FALSE -> new Scalar(false, line);
            case VALUE_NULL -> new Scalar(null, line);
            default -> new Scalar(parser.getText(), line);
        };
    }
}
