package dev.drover.childprocess.ipc;

import dev.drover.childprocess.InvalidArgumentException;
import dev.drover.childprocess.ipc.advanced.Numbers;
import dev.drover.childprocess.value.JsDate;
import dev.drover.childprocess.value.JsUndefined;
import dev.drover.childprocess.value.JsValue;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.ByteBuffer;
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

    private final JsonOutput out = new JsonOutput();

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
        writer.out.put('\n');
        return writer.out.toBytes();
    }

    private void value(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "A message is nested more than %d deep, or contains itself."
                            .formatted(MAX_DEPTH));
        }
        switch (value) {
            case null -> out.put("null");
            case String text -> out.putString(text);
            case Boolean truth -> out.put(truth.toString());
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
            case Integer _, Long _, Short _, Byte _, BigInteger _ -> out.put(number.toString());
            default -> {
                double value = number.doubleValue();
                if (value == 0) {
                    // -0 too
                    out.put('0');
                } else {
                    out.put(Double.isFinite(value) ? Numbers.text(value) : "null");
                }
            }
        }
    }

    private void object(Map<?, ?> map, int depth) {
        out.put('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("A message has a map key that is not a String.");
            }
            if (entry.getValue() instanceof JsUndefined) {
                continue;
            }
            if (!first) {
                out.put(',');
            }
            first = false;
            out.putString(key);
            out.put(':');
            value(entry.getValue(), depth + 1);
        }
        out.put('}');
    }

    private void array(List<?> list, int depth) {
        out.put('[');
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                out.put(',');
            }
            first = false;
            value(element, depth + 1);
        }
        out.put(']');
    }
}
