package dev.drover.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON text to and from plain values: null, Boolean, Number, String, List, Map with String keys in
 * order. Nothing but data ever comes out of it.
 */
public final class Json {

    /** Nested arrays and objects that are accepted at most: a message of a child, and around it. */
    public static final int MAX_DEPTH = 1024;

    private static final long MAX_TOKENS = 5_000_000;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxTokenCount(MAX_TOKENS)
                                    .maxStringLength((int) AmpDecoder.DEFAULT_LIMIT)
                                    .build())
                    .build();

    private Json() {}

    /**
     * Reads one JSON text.
     *
     * @throws ProtocolException when the bytes are not exactly one JSON text within the limits
     */
    public static @Nullable Object parse(byte[] bytes, int offset, int length)
            throws ProtocolException {
        try (JsonParser parser = FACTORY.createParser(bytes, offset, length)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new ProtocolException("A JSON text is empty.");
            }
            Object value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new ProtocolException("There is something after the end of a JSON text.");
            }
            return value;
        } catch (ProtocolException e) {
            throw e;
        } catch (IOException e) {
            throw new ProtocolException("A JSON text cannot be read: " + firstLine(e), e);
        }
    }

    /** Reads one JSON text. */
    public static @Nullable Object parse(byte[] bytes) throws ProtocolException {
        return parse(bytes, 0, bytes.length);
    }

    /**
     * Writes a value as compact UTF-8 text.
     *
     * @throws IllegalArgumentException when the value is not JSON-shaped
     */
    public static byte[] write(@Nullable Object value) {
        JsonOutput out = new JsonOutput(256);
        out.value(value);
        return out.toByteArray();
    }

    // Recursion is safe: the parser has refused anything deeper than MAX_DEPTH.
    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (String name = parser.nextFieldName();
                        name != null;
                        name = parser.nextFieldName()) {
                    map.put(name, value(parser, parser.nextToken()));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken();
                        next != JsonToken.END_ARRAY;
                        next = parser.nextToken()) {
                    list.add(value(parser, next));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new ProtocolException("A JSON text ends too early.");
        };
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
