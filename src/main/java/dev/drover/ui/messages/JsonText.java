package dev.drover.ui.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Messages as text: on one line, and for reading. Any thread. */
final class JsonText {

    /** Longer texts are folded. */
    static final int FOLD_CHARS = 120;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private final boolean folded;
    private final String foldNote;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private JsonText(boolean folded, String foldNote) {
        this.folded = folded;
        this.foldNote = foldNote;
    }

    /** As it travels. */
    static String compact(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON-shaped: " + value, e);
        }
    }

    /** The value of a text that {@link #compact} wrote. */
    static @Nullable Object parse(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    /**
     * One line for each member, indented by two.
     *
     * @param folded cuts long texts
     * @param foldNote stands behind a cut text; {@code %d} is the number of its characters
     */
    static List<String> lines(@Nullable Object value, boolean folded, String foldNote) {
        JsonText text = new JsonText(folded, foldNote);
        text.add(value, "");
        text.endLine();
        return text.lines;
    }

    private void add(@Nullable Object value, String indent) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> {
                line.append('{');
                Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
                while (entries.hasNext()) {
                    Map.Entry<?, ?> entry = entries.next();
                    begin(indent);
                    line.append(compact(entry.getKey())).append(": ");
                    add(entry.getValue(), indent + "  ");
                    line.append(entries.hasNext() ? "," : "");
                }
                end(indent, '}');
            }
            case List<?> list when !list.isEmpty() -> {
                line.append('[');
                Iterator<?> elements = list.iterator();
                while (elements.hasNext()) {
                    begin(indent);
                    add(elements.next(), indent + "  ");
                    line.append(elements.hasNext() ? "," : "");
                }
                end(indent, ']');
            }
            case String text when folded && text.length() > FOLD_CHARS ->
                    line.append(compact(text.substring(0, FOLD_CHARS)))
                            .append(' ')
                            .append(foldNote.formatted(text.length()));
            case null, default -> line.append(compact(value));
        }
    }

    private void begin(String indent) {
        endLine();
        line.append(indent).append("  ");
    }

    private void end(String indent, char bracket) {
        endLine();
        line.append(indent).append(bracket);
    }

    private void endLine() {
        lines.add(line.toString());
        line.setLength(0);
    }
}
