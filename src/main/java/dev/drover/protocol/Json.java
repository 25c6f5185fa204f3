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

    private static final JsonFactory FACTORY = factory(MAX_DEPTH, MAX_TOKENS);

    /** Nested arrays and objects of a request at most. */
    static final int REQUEST_DEPTH = 512;

    /** Keys of a request at most, those of all its objects together. */
    static final int REQUEST_KEYS = 100_000;

    private static final JsonFactory REQUESTS = factory(REQUEST_DEPTH, 5L * REQUEST_KEYS);

    private Json() {}

    /**
     * Reads one JSON text.
     *
     * @throws ProtocolException when the bytes are not exactly one JSON text within the limits
     */
    public static @Nullable Object parse(byte[] bytes, int offset, int length)
            throws ProtocolException {
        return new Reading(Integer.MAX_VALUE).parse(FACTORY, bytes, offset, length);
    }

    /**
     * Reads one JSON text that a client sent with a request, with tighter limits than those for
     * what a supervisor answers (checklist S30).
     *
     * @throws ProtocolException when the bytes are not exactly one JSON text within the limits
     */
    public static @Nullable Object parseRequest(byte[] bytes, int offset, int length)
            throws ProtocolException {
        return new Reading(REQUEST_KEYS).parse(REQUESTS, bytes, offset, length);
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

    private static JsonFactory factory(int depth, long tokens) {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(depth)
                                .maxTokenCount(tokens)
                                .maxStringLength((int) AmpDecoder.DEFAULT_LIMIT)
                                .build())
                .build();
    }

    /** One text; one use. */
    private static final class Reading {
        private int keysLeft;

        Reading(int keys) {
            keysLeft = keys;
        }

        @Nullable Object parse(JsonFactory factory, byte[] bytes, int offset, int length)
                throws ProtocolException {
            try (JsonParser parser = factory.createParser(bytes, offset, length)) {
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

        // Recursion is safe: the parser has refused anything deeper than MAX_DEPTH.
        private @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
            return switch (token) {
                case START_OBJECT -> {
                    Map<String, @Nullable Object> map = new LinkedHashMap<>();
                    for (String name = parser.nextFieldName();
                            name != null;
                            name = parser.nextFieldName()) {
                        if (keysLeft-- == 0) {
                            throw new ProtocolException("A JSON text has too many keys.");
                        }
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
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
