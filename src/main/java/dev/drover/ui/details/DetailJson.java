package dev.drover.ui.details;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.drover.ui.common.SecretNames;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON text of JSON-shaped values. */
final class DetailJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private DetailJson() {}

    /** Text as it is, all else on one line. */
    static String compact(@Nullable Object value) {
        try {
            return value instanceof String text ? text : MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON-shaped values are always JSON", e);
        }
    }

    /**
     * On several lines, with secrets masked wherever they are.
     *
     * @param revealed names of those that are not
     */
    static String pretty(@Nullable Object value, Set<String> revealed) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(masked(value, revealed));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON-shaped values are always JSON", e);
        }
    }

    private static @Nullable Object masked(@Nullable Object value, Set<String> revealed) {
        if (value instanceof List<?> list) {
            return list.stream().map(one -> masked(one, revealed)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach(
                    (key, inner) -> {
                        String name = String.valueOf(key);
                        boolean hidden =
                                SecretNames.isSecret(name, inner instanceof String text ? text : "")
                                        && !revealed.contains(name);
                        copy.put(name, hidden ? SecretNames.MASK : masked(inner, revealed));
                    });
            return copy;
        }
        return value;
    }
}
