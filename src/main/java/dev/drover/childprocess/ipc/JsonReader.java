package dev.drover.childprocess.ipc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import dev.drover.childprocess.Encoding;
import dev.drover.childprocess.ipc.advanced.MessageLimits;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON text into null, Boolean, Integer, Long, BigInteger, Double, String, ArrayList and
 * LinkedHashMap. Uses Jackson's stream only: its data binding costs a tenth of a second at start.
 */
final class JsonReader {

    /** From this size on the text is not made whole beside its bytes. */
    private static final int LARGE = 1 << 20;

    private static final int CONTAINER_FOOTPRINT = 100;
    private static final int ENTRY_FOOTPRINT = 64;
    private static final int ELEMENT_FOOTPRINT = 24;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MessageLimits.MAX_DEPTH)
                                    .maxStringLength(MessageLimits.MAX_BYTES)
                                    .maxNameLength(MessageLimits.MAX_BYTES)
                                    .build())
                    .build();

    /** A line that does not begin as JSON does. */
    static final class StrayLineException extends IOException {
        private static final long serialVersionUID = 1L;

        StrayLineException(String message) {
            super(message);
        }
    }

    private final JsonParser parser;
    private long footprint;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a whole text in UTF-8; what is no UTF-8 becomes U+FFFD, as in Node.
     *
     * @throws StrayLineException when it is empty or does not begin as JSON
     * @throws IOException when it is not exactly one JSON value, nested too deeply, or would take
     *     too much memory; the message says which
     */
    static @Nullable Object read(byte[] bytes, int offset, int length) throws IOException {
        try (JsonParser parser = parser(bytes, offset, length)) {
            return read(parser);
        } catch (JsonProcessingException e) {
            Optional<String> plain = SurrogateEscapes.replaced(bytes, offset, length);
            if (plain.isEmpty()) {
                throw new IOException(e.getOriginalMessage(), e);
            }
            return read(plain.get());
        }
    }

    private static @Nullable Object read(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return read(parser);
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        Object value = new JsonReader(parser).value(first(parser));
        if (parser.nextToken() != null) {
            throw new IOException("there is more than one value in the line");
        }
        return value;
    }

    private static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
        if (ByteScan.isAscii(bytes, offset, offset + length) && !isWide(bytes, offset, length)) {
            // ASCII needs no decoding, which saves two copies of a long text.
            return FACTORY.createParser(bytes, offset, length);
        }
        if (length < LARGE) {
            String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
            boolean faulty = text.indexOf('\ufffd') >= 0;
            // Of what is no UTF-8 Node makes more replacement characters than Java.
            return FACTORY.createParser(
                    faulty
                            ? Encoding.UTF8.decode(
                                    Arrays.copyOfRange(bytes, offset, offset + length))
                            : text);
        }
        return FACTORY.createParser(
                new InputStreamReader(
                        new ByteArrayInputStream(bytes, offset, length), StandardCharsets.UTF_8));
    }

    /** Whether the parser would take it for UTF-16 or UTF-32. */
    private static boolean isWide(byte[] bytes, int offset, int length) {
        return length > 1 && (bytes[offset] == 0 || bytes[offset + 1] == 0);
    }

    private static JsonToken first(JsonParser parser) throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first != null) {
                return first;
            }
        } catch (StreamConstraintsException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new StrayLineException(e.getOriginalMessage());
        }
        throw new StrayLineException("the line is empty");
    }

    private @Nullable Object value(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_ARRAY -> array();
            case START_OBJECT -> object();
            default -> throw new IOException("unexpected " + token);
        };
    }

    private Number integer() throws IOException {
        Number number = parser.getNumberValue();
        boolean negativeZero = number.equals(0) && parser.getText().charAt(0) == '-';
        return negativeZero ? -0.0 : number;
    }

    private String text(String text) throws IOException {
        charge(ENTRY_FOOTPRINT + text.length());
        return text;
    }

    private List<@Nullable Object> array() throws IOException {
        charge(CONTAINER_FOOTPRINT);
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            charge(ELEMENT_FOOTPRINT);
            list.add(value(token));
        }
        return list;
    }

    private Map<String, @Nullable Object> object() throws IOException {
        charge(CONTAINER_FOOTPRINT);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = text(parser.currentName());
            charge(ENTRY_FOOTPRINT);
            map.put(name, value(next()));
        }
        return map;
    }

    private void charge(long bytes) throws IOException {
        footprint += bytes;
        if (footprint > MessageLimits.MAX_FOOTPRINT) {
            throw new IOException(
                    "it would take more than %d MiB of memory"
                            .formatted(MessageLimits.MAX_FOOTPRINT >> 20));
        }
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new IOException("the text ends too early");
        }
        return token;
    }
}
