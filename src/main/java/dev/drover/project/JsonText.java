package dev.drover.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON with its lines; comments and the like are allowed as PM2's JSON5 files have them. */
final class JsonText {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build();

    private JsonText() {}

    /** The parser behind {@link #read}, for the places of what it reads. */
    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    static Located read(String text) throws MalformedFileException {
        try (JsonParser parser = FACTORY.createParser(text)) {
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
        int line = line(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Located> members = new LinkedHashMap<>();
                Map<String, Integer> keyLines = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    keyLines.put(key, line(parser));
                    parser.nextToken();
                    members.put(key, value(parser));
                }
                yield new Located.Obj(members, keyLines, line);
            }
            case START_ARRAY -> {
                List<Located> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield new Located.Arr(items, line);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Located.Scalar(parser.getNumberValue(), line);
            case VALUE_TRUE -> new Located.Scalar(true, line);
            case VALUE_FALSE -> new Located.Scalar(false, line);
            case VALUE_NULL -> new Located.Scalar(null, line);
            default -> new Located.Scalar(parser.getText(), line);
        };
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
