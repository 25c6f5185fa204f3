package dev.drover.ui.sendmessage;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** What stands in the editor: JSON, or text that is not JSON yet. */
sealed interface JsonDraft {

    /** JSON; {@code value} is null, Boolean, Number, String, List or Map. */
    record Valid(@Nullable Object value) implements JsonDraft {}

    /** No JSON: why, and where, both from 1. */
    record Invalid(JsonFault fault, int line, int column) implements JsonDraft {

        /** For the user. */
        String text(ResourceBundle texts) {
            return MessageFormat.format(
                    texts.getString("json.invalid"), line, column, fault.text(texts));
        }
    }

    /** Nothing but blanks. */
    record Empty() implements JsonDraft {}

    /** Reads the text of the editor. */
    static JsonDraft parse(String text) {
        if (text.isBlank()) {
            return new Empty();
        }
        try {
            return new Valid(Json.MAPPER.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            int line = location == null ? 1 : location.getLineNr();
            int column = location == null ? 1 : location.getColumnNr();
            return new Invalid(JsonFault.of(e), line, column);
        }
    }

    /** {@code value} on one line, as it travels. */
    static String compact(@Nullable Object value) {
        return Json.write(value, false);
    }

    /** {@code value} with indentation. */
    static String pretty(@Nullable Object value) {
        return Json.write(value, true);
    }

    /** The one mapper of this package. */
    final class Json {
        private static final ObjectMapper MAPPER =
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();

        private static final DefaultPrettyPrinter PRETTY =
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));

        private Json() {}

        private static String write(@Nullable Object value, boolean pretty) {
            try {
                return pretty
                        ? MAPPER.writer(PRETTY).writeValueAsString(value)
                        : MAPPER.writeValueAsString(value);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("not JSON-shaped: " + value, e);
            }
        }
    }
}
