package dev.drover.childprocess.ipc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text into null, Boolean, Integer, Long, BigInteger, Double, String, ArrayList and
 * LinkedHashMap. Uses Jackson's stream only: its data binding costs a tenth of a second at start.
 */
final class JsonReader {

    static final int MAX_DEPTH = 1000;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxStringLength(JsonFraming.MAX_MESSAGE_BYTES)
                                    .maxNameLength(JsonFraming.MAX_MESSAGE_BYTES)
                                    .build())
                    .build();

    private JsonReader() {}

    /**
     * Reads a whole text in UTF-8; what is no UTF-8 becomes U+FFFD, as in Node.
     *
     * @throws IOException when it is not exactly one JSON value, or nested too deeply; the message
     *     says where
     */
    static @Nullable Object read(byte[] bytes, int offset, int length) throws IOException {
        try (JsonParser parser = parser(bytes, offset, length)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new IOException("the line is empty");
            }
            Object value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new IOException("there is more than one value in the line");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }

    /** ASCII needs no decoding, which saves two copies of a long text. */
    private static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
        return ByteScan.isAscii(bytes, offset, offset + length) && !isWide(bytes, offset, length)
                ? FACTORY.createParser(bytes, offset, length)
                : FACTORY.createParser(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    /** Whether the parser would take it for UTF-16 or UTF-32. */
    private static boolean isWide(byte[] bytes, int offset, int length) {
        return length > 1 && (bytes[offset] == 0 || bytes[offset + 1] == 0);
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_ARRAY -> array(parser);
            case START_OBJECT -> object(parser);
            default -> throw new IOException("unexpected " + token);
        };
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
            list.add(value(parser, token));
        }
        return list;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (next(parser) != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            map.put(name, value(parser, next(parser)));
        }
        return map;
    }

    private static JsonToken next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new IOException("the text ends too early");
        }
        return token;
    }
}
