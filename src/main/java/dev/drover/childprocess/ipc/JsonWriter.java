package dev.drover.childprocess.ipc;

import dev.drover.childprocess.InvalidArgumentException;
import dev.drover.childprocess.value.JsDate;
import dev.drover.childprocess.value.JsUndefined;
import dev.drover.childprocess.value.JsValue;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON-shaped values as {@code JSON.stringify} does: lone surrogates escaped, NaN and
 * infinities as null, and what JSON has no word for as {@link JsonShapes} says. Own code because
 * Jackson refuses lone surrogates, and a message must not be lost for one.
 */
final class JsonWriter {

    private static final int MAX_DEPTH = 1000;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    /**
     * One JSON text and a newline, in UTF-8.
     *
     * @throws IllegalArgumentException for a value that JSON cannot hold; the message names its
     *     class
     */
    static byte[] line(@Nullable Object value) {
        if (value instanceof JsUndefined) {
            throw Framing.missing();
        }
        JsonWriter writer = new JsonWriter();
        writer.value(value, 0);
        return writer.out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "A message is nested more than %d deep, or contains itself."
                            .formatted(MAX_DEPTH));
        }
        switch (value) {
            case null -> out.append("null");
            case String text -> string(text);
            case Boolean truth -> out.append(truth.booleanValue());
            case Number number -> number(number);
            case Map<?, ?> map -> object(map, depth);
            case List<?> list -> array(list, depth);
            case JsValue js -> value(JsonShapes.of(js), depth);
            case Instant instant -> value(JsDate.of(instant), depth);
            case byte[] bytes -> value(JsonShapes.ofBuffer(ByteBuffer.wrap(bytes)), depth);
            case ByteBuffer bytes -> value(JsonShapes.ofBuffer(bytes), depth);
            default ->
                    throw new InvalidArgumentException(
                            "ERR_INVALID_ARG_TYPE",
                            "A message cannot contain a %s; only null, Boolean, Number, String, List, Map, and what the package dev.drover.childprocess.value holds."
                                    .formatted(value.getClass().getName()));
        }
    }

    private void number(Number number) {
        switch (number) {
            case Integer _, Long _, Short _, Byte _, BigInteger _ -> out.append(number);
            default -> {
                double value = number.doubleValue();
                if (value == 0) {
                    // -0 too
                    out.append('0');
                } else {
                    out.append(Double.isFinite(value) ? Double.toString(value) : "null");
                }
            }
        }
    }

    private void object(Map<?, ?> map, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("A message has a map key that is not a String.");
            }
            if (entry.getValue() instanceof JsUndefined) {
                continue;
            }
            if (!first) {
                out.append(',');
            }
            first = false;
            string(key);
            out.append(':');
            value(entry.getValue(), depth + 1);
        }
        out.append('}');
    }

    private void array(List<?> list, int depth) {
        out.append('[');
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                out.append(',');
            }
            first = false;
            value(element, depth + 1);
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                character(c);
            }
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || Character.isSurrogate(c)) {
                    out.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        out.append(HEX[(c >> shift) & 0xf]);
                    }
                } else {
                    out.append(c);
                }
            }
        }
    }
}
